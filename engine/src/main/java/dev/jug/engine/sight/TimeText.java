package dev.jug.engine.sight;

import java.util.Locale;

/** /proc/uptime and /proc/loadavg (proc_uptime(5), proc_loadavg(5)). */
final class TimeText {
  private TimeText() {}

  static String uptime(Facts facts, CpuClock clock) {
    double age = facts.age();
    clock.advance(age, CpuTime.of(facts), Processors.of(facts).worth());
    return String.format(Locale.ROOT, "%.2f %.2f%n", age, clock.idle());
  }

  /**
   * Who reads runs. The kernel counts how many others of a group do for nobody; how busy the group
   * was follows from the time it had and the time that its quota kept from it.
   */
  static String loadavg(Facts facts, CpuClock clock) {
    clock.advance(facts.age(), CpuTime.of(facts), Processors.of(facts).worth());
    long tasks = CpuText.tasks(facts);
    return String.format(
        Locale.ROOT,
        "%.2f %.2f %.2f 1/%d %d%n",
        clock.load(0),
        clock.load(1),
        clock.load(2),
        tasks,
        tasks);
  }
}
