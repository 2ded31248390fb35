package dev.jug.play.probe;

import dev.jug.engine.PodContainer;
import dev.jug.kube.model.Container;
import dev.jug.kube.model.Probe;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Looks after one run of a container: a thread for each of its probes. Thread-safe. */
public final class Watch implements AutoCloseable {
  private final PodContainer running;
  private final Prober prober;
  private final Runnable changed;
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean started;
  private volatile boolean ready;

  private Watch(PodContainer running, Prober prober, Runnable changed) {
    this.running = running;
    this.prober = prober;
    this.changed = changed;
  }

  /**
   * Begins to look.
   *
   * @param adopted whether an earlier engine started it: then it counts as it did, until a probe
   *     says otherwise
   * @param address of its pod
   * @param changed called when it has become ready, or is not any more
   * @param unwell called, with why, when it should end
   */
  public static Watch begin(
      PodContainer running,
      Container spec,
      boolean adopted,
      String address,
      Runnable changed,
      Consumer<String> unwell) {
    var watch = new Watch(running, new Prober(running, spec, address), changed);
    var probes = spec.probes();
    watch.started = adopted || probes.startup().isEmpty();
    watch.ready = watch.started && (adopted || probes.readiness().isEmpty());
    boolean unprobed = probes.readiness().isEmpty();
    if (!watch.started) {
      probes
          .startup()
          .ifPresent(probe -> watch.start("startup", () -> watch.startup(probe, unprobed, unwell)));
    }
    probes.readiness().ifPresent(probe -> watch.start("readiness", () -> watch.readiness(probe)));
    probes
        .liveness()
        .ifPresent(probe -> watch.start("liveness", () -> watch.liveness(probe, unwell)));
    return watch;
  }

  /** Which container it looks after. */
  public String id() {
    return running.id();
  }

  /** Whether it has started. */
  public boolean isStarted() {
    return started;
  }

  /** Whether it can be asked for what it does. */
  public boolean isReady() {
    return ready;
  }

  private interface Looking {
    void run() throws InterruptedException;
  }

  private void start(String what, Looking looking) {
    threads.add(
        Thread.ofVirtual()
            .name(what + " " + running.container().shortId())
            .start(() -> {
              try {
                looking.run();
              } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
              }
            }));
  }

  private void startup(Probe probe, boolean unprobed, Consumer<String> unwell)
      throws InterruptedException {
    Thread.sleep(probe.initialDelay());
    int failed = 0;
    while (!good(probe)) {
      failed++;
      if (failed >= probe.failureThreshold()) {
        unwell.accept("startup probe failed");
        return;
      }
      Thread.sleep(probe.period());
    }
    started = true;
    if (unprobed) {
      ready = true;
    }
    changed.run();
  }

  private boolean good(Probe probe) {
    return prober.isGood(probe.check(), probe.timeout());
  }

  private void readiness(Probe probe) throws InterruptedException {
    awaitStart(probe);
    int same = 0;
    boolean last = ready;
    while (true) {
      boolean good = good(probe);
      same = good == last ? same + 1 : 1;
      last = good;
      int enough = good ? probe.successThreshold() : probe.failureThreshold();
      if (good != ready && same >= enough) {
        ready = good;
        changed.run();
      }
      Thread.sleep(probe.period());
    }
  }

  private void liveness(Probe probe, Consumer<String> unwell) throws InterruptedException {
    awaitStart(probe);
    int failed = 0;
    while (failed < probe.failureThreshold()) {
      failed = good(probe) ? 0 : failed + 1;
      if (failed < probe.failureThreshold()) {
        Thread.sleep(probe.period());
      }
    }
    unwell.accept("liveness probe failed");
  }

  private void awaitStart(Probe probe) throws InterruptedException {
    while (!started) {
      Thread.sleep(Duration.ofMillis(100));
    }
    Thread.sleep(probe.initialDelay());
  }

  @Override
  public void close() {
    threads.forEach(Thread::interrupt);
  }
}
