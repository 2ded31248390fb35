package dev.jug.engine.sight;

import dev.jug.runtime.cgroup.stats.StatsDirectory;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/**
 * The processors that a container may use. One keeps the number it has on the machine, for that is
 * the one which sched_setaffinity(2) takes.
 *
 * @param list those of its cpuset, of which a quota leaves only as many as it is worth, rounded up,
 *     as the JVM counts
 * @param worth processors that it may use at once, such as 1.5
 */
record Processors(CpuList list, double worth) {
  private static final Pattern LIMITED = Pattern.compile("([1-9]\\d*) ([1-9]\\d*)");

  static Processors of(Facts facts) {
    var online = CpuList.parse(facts.machine(SeenFile.ONLINE));
    var set =
        facts
            .group()
            .apply("cpuset")
            .map(Processors::cpuset)
            .filter(cpus -> cpus.size() > 0)
            .orElse(online);
    var quota = quota(facts);
    if (quota.isEmpty() || quota.getAsDouble() >= set.size()) {
      return new Processors(set, set.size());
    }
    int count = Math.max(1, (int) Math.ceil(quota.getAsDouble()));
    return new Processors(set.first(count), quota.getAsDouble());
  }

  private static CpuList cpuset(StatsDirectory directory) {
    var file = directory.unified() ? "cpuset.cpus.effective" : "cpuset.effective_cpus";
    return CpuList.parse(directory.text(file));
  }

  /** The least of the group and those above it. */
  private static OptionalDouble quota(Facts facts) {
    return facts
        .upwards("cpu")
        .flatMap(directory -> quota(directory).stream().boxed())
        .mapToDouble(Double::doubleValue)
        .min();
  }

  private static OptionalDouble quota(StatsDirectory directory) {
    return directory.unified()
        ? share(directory.text("cpu.max"))
        : share(directory.text("cpu.cfs_quota_us") + " " + directory.text("cpu.cfs_period_us"));
  }

  /**
   * What share of a period, if any.
   *
   * @param text {@code max 100000} or {@code -1 100000} where there is no quota
   */
  private static OptionalDouble share(String text) {
    var words = LIMITED.matcher(text);
    return words.matches()
        ? OptionalDouble.of(Double.parseDouble(words.group(1)) / Double.parseDouble(words.group(2)))
        : OptionalDouble.empty();
  }
}
