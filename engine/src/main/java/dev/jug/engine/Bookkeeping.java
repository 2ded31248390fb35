package dev.jug.engine;

import dev.jug.engine.resource.ResourceRecord;
import java.time.Duration;

/**
 * Looks at resource containers again and again, so that little of their bills is lost when the
 * machine stops: what the kernel counts goes with it. An engine without any is not woken.
 */
final class Bookkeeping implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Bookkeeping.class.getName());
  private static final Duration PERIOD = Duration.ofSeconds(30);

  private final Services services;
  private final Thread thread;

  Bookkeeping(Services services) {
    this.services = services;
    thread = Thread.ofVirtual().name("bookkeeping").start(this::run);
  }

  private void run() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        services.budgets().awaitAny();
        Thread.sleep(PERIOD);
        look();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  void look() {
    for (var record : services.budgets().all()) {
      look(record);
    }
  }

  private void look(ResourceRecord record) {
    try {
      new ResourceContainers(services).bill(record.name().text());
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.WARNING, "no look at resource container " + record.name(), e);
    }
  }

  /** The last look is one of now. */
  @Override
  public void close() {
    thread.interrupt();
    look();
  }
}
