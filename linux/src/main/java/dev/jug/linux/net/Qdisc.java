package dev.jug.linux.net;

/** How a device queues what it sends (tc(8)). */
public sealed interface Qdisc {
  /** The kernel's name for it. */
  String kernelName();

  /**
   * Lets through no more than a rate (tc-tbf(8)).
   *
   * @param rate bytes a second, at least 1
   * @param burst bytes that may go at once; at least a packet's
   * @param limit bytes that may wait; what comes beyond is dropped
   */
  record TokenBucket(long rate, int burst, int limit) implements Qdisc {
    private static final long MILLIS = 1000;

    /** Refuses a rate of nothing. */
    public TokenBucket {
      Rate.check(rate, burst);
    }

    /**
     * One in which no packet waits longer than a time, unless that would be too few packets.
     *
     * @param latency in milliseconds
     * @param least bytes that may wait in any case
     */
    public static TokenBucket waiting(long rate, int burst, int latency, int least) {
      long queue = Math.max(rate * latency / MILLIS, least);
      long limit = Math.min(queue + burst, Integer.MAX_VALUE);
      return new TokenBucket(rate, burst, (int) limit);
    }

    @Override
    public String kernelName() {
      return "tbf";
    }
  }

  /**
   * Shares a rate among classes (tc-htb(8)).
   *
   * @param defaultClass number of the class of what no filter puts elsewhere; 0: not shaped
   */
  record Hierarchy(int defaultClass) implements Qdisc {
    @Override
    public String kernelName() {
      return "htb";
    }
  }

  /**
   * Sends what comes in its order; what comes when it is full is dropped (tc-bfifo(8)).
   *
   * @param limit bytes that may wait
   */
  record Fifo(int limit) implements Qdisc {
    @Override
    public String kernelName() {
      return "bfifo";
    }
  }
}
