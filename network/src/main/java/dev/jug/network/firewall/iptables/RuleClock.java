package dev.jug.network.firewall.iptables;

import java.time.Duration;

/** Does something again and again while there are rules: nobody tells when others change them. */
final class RuleClock implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(RuleClock.class.getName());

  /** Rules that are flushed come back within a second: some of that is needed to make them. */
  private static final Duration STEP = Duration.ofMillis(500);

  private final Runnable look;
  private final Thread thread;
  private boolean failed;

  RuleClock(Runnable look) {
    this.look = look;
    this.thread = Thread.ofVirtual().name("rule clock").start(this::run);
  }

  private void run() {
    try {
      while (true) {
        Thread.sleep(STEP);
        step();
      }
    } catch (InterruptedException _) {
      // it is closed
    }
  }

  /** What fails is tried again, and told of once. */
  private void step() {
    try {
      look.run();
      failed = false;
    } catch (RuntimeException e) {
      if (!failed) {
        LOG.log(System.Logger.Level.WARNING, "rules could not be made again: " + e.getMessage(), e);
      }
      failed = true;
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
