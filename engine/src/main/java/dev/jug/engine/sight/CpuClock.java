package dev.jug.engine.sight;

/**
 * Sums up what the kernel does not count for a group: time in which it could have run and did not,
 * and how busy it was. Only looked at when somebody asks; in between it takes the use as even.
 */
final class CpuClock {
  private static final double[] SPANS = {60, 300, 900};

  private final double[] loads = new double[SPANS.length];
  private double age;
  private double idle;
  private CpuTime last = new CpuTime(0, 0, 0);

  /**
   * Goes on to now.
   *
   * @param now the container's age in seconds
   * @param time what it has used by now
   * @param worth how many processors it may use at once
   */
  void advance(double now, CpuTime time, double worth) {
    double span = now - age;
    if (span <= 0) {
      return;
    }
    double used = Math.max(0.0, (double) (time.used() - last.used())) / CpuTime.HZ;
    double withheld = Math.max(0.0, (double) (time.withheld() - last.withheld())) / CpuTime.HZ;
    idle += Math.max(0, worth * span - used);
    for (int i = 0; i < SPANS.length; i++) {
      double kept = Math.exp(-span / SPANS[i]);
      loads[i] = loads[i] * kept + (used + withheld) / span * (1 - kept);
    }
    age = now;
    last = time;
  }

  /** Seconds that its processors were not used, all together. */
  double idle() {
    return idle;
  }

  /**
   * How many processors it used or waited for on average over the last minute (0), five (1), or
   * fifteen (2).
   */
  double load(int span) {
    return loads[span];
  }
}
