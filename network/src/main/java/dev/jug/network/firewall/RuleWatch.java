package dev.jug.network.firewall;

import dev.jug.linux.Errno;
import dev.jug.linux.SysException;
import dev.jug.linux.netfilter.NetfilterMonitor;
import dev.jug.linux.netfilter.NetfilterMonitor.Change;
import java.util.function.Predicate;

/**
 * Hears when another program changes rules, such as {@code nft flush ruleset}, and has ours made
 * again.
 */
final class RuleWatch implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(RuleWatch.class.getName());

  private final NetfilterMonitor monitor;
  private final Predicate<Change> concerns;
  private final Runnable repair;
  private final Thread thread;
  private volatile boolean closed;

  /**
   * Begins to listen.
   *
   * @param concerns whether a change is another program's, and any of our business
   * @param repair runs after such a change, and after changes that were too many to be heard
   */
  RuleWatch(Predicate<Change> concerns, Runnable repair) {
    this.monitor = NetfilterMonitor.open();
    this.concerns = concerns;
    this.repair = repair;
    this.thread = Thread.ofVirtual().name("rule watch").start(this::listen);
  }

  private void listen() {
    try (monitor) {
      while (!closed) {
        if (isForeign()) {
          repair.run();
        }
      }
    } catch (SysException e) {
      if (!closed) {
        LOG.log(System.Logger.Level.WARNING, "changes of rules are not heard any more", e);
      }
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.WARNING, "rules could not be made again: " + e.getMessage(), e);
    }
  }

  /** What was lost may have been anything. */
  private boolean isForeign() {
    try {
      var change = monitor.next();
      return concerns.test(change);
    } catch (SysException e) {
      if (e.errno() == Errno.ENOBUFS) {
        return true;
      }
      throw e;
    }
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
  }
}
