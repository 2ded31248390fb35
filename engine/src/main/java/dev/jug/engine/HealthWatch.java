package dev.jug.engine;

import dev.jug.engine.container.ContainerRecord;
import dev.jug.engine.container.RecordKeeper;
import dev.jug.engine.error.EngineException;
import dev.jug.engine.event.Event.Action;
import dev.jug.engine.health.Health;
import dev.jug.engine.health.HealthCheck;
import dev.jug.linux.fs.AtomicFile.Survives;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;

/** Checks a container's health again and again, as long as one run lasts. */
final class HealthWatch {
  private final Services services;
  private final Container container;
  private final RecordKeeper keeper;
  private final ReentrantLock lock;

  HealthWatch(Services services, Container container, RecordKeeper keeper, ReentrantLock lock) {
    this.services = services;
    this.container = container;
    this.keeper = keeper;
    this.lock = lock;
  }

  /** Begins to watch a run, if there is a way to; to be called with the container's lock. */
  void watch(Run run) {
    HealthCheck.of(keeper.get().request().health())
        .ifPresent(check -> {
          keeper.set(keeper.get().healthy(health(keeper.get())));
          Thread.ofVirtual()
              .name("health of " + container.shortId())
              .start(() -> watch(run, check));
        });
  }

  private static Health health(ContainerRecord record) {
    return Objects.requireNonNullElseGet(record.health(), Health::starting);
  }

  private void watch(Run run, HealthCheck check) {
    while (!run.awaitEnd(check.pause(health(keeper.get()), run.age()))
        && !services.containers().isClosed()) {
      probe(run, check);
    }
  }

  private void probe(Run run, HealthCheck check) {
    try {
      var sinceStart = run.age();
      var result = new Probe(container, check, services.clock()).run();
      note(run, check, result, sinceStart);
    } catch (EngineException _) {
      // It is paused, or has ended: there is nothing to check.
    }
  }

  private void note(Run run, HealthCheck check, Health.Result result, Duration sinceStart) {
    lock.lock();
    try {
      if (container.life().run() != run || services.containers().isClosed()) {
        return;
      }
      var before = health(keeper.get());
      var after = check.after(before, result, sinceStart);
      keeper.set(keeper.get().healthy(after));
      keeper.saveSoon(Survives.PROCESS);
      if (after.status() != before.status()) {
        container.publish(Action.HEALTH_STATUS, after.status().word(), Map.of());
      }
    } finally {
      lock.unlock();
    }
  }
}
