package dev.jug.cli.command;

import dev.jug.cli.resource.RateFlags;
import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.engine.request.FixedLimits;
import dev.jug.engine.sight.ViewChoice;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What few containers ask for. */
final class SpecialFlags {
  @Option(names = "--memory-swappiness", description = "How readily memory is swapped, 0 to 100.")
  @Nullable Long swappiness;

  @Option(names = "--oom-kill-disable", description = "Wait for memory instead of being killed.")
  boolean oomKillDisabled;

  @Option(names = "--cpu-rt-period", description = "Microseconds.")
  @Nullable Long realtimePeriod;

  @Option(names = "--cpu-rt-runtime", description = "Microseconds for real-time processes.")
  @Nullable Long realtimeRuntime;

  @Mixin RateFlags rates = new RateFlags();

  @Option(names = "--device-cgroup-rule", description = "'TYPE MAJOR:MINOR ACCESS'.")
  List<String> deviceRules = new ArrayList<>();

  @Option(names = "--annotation", description = "NAME=VALUE of the OCI specification.")
  List<String> annotations = new ArrayList<>();

  @Option(names = "--cgroup-parent", description = "The cgroup that the container's is made in.")
  @Nullable String cgroupParent;

  @Option(names = "--runtime", paramLabel = "NAME", description = "Who makes it, if not jug.")
  @Nullable String runtime;

  @Option(names = "--rc", paramLabel = "NAME", description = "The resource container it is in.")
  String budget = "";

  /**
   * The cgroup that the container's is made in.
   *
   * @param groups the cgroup of a resource container, by its name
   */
  @Nullable String parent(UnaryOperator<String> groups) {
    if (budget.isEmpty()) {
      return cgroupParent;
    }
    if (cgroupParent != null) {
      throw new Invalid(
          "Conflicting options: --rc and --cgroup-parent cannot both be set",
          "A resource container has its cgroup.");
    }
    return groups.apply(budget);
  }

  @Option(
      names = "--view",
      description =
          "What /proc/meminfo and the like show: container, full (sysinfo(2) too) or host.")
  @Nullable String view;

  @Option(
      names = {"--isolation", "--profile"},
      paramLabel = "WORD",
      description =
          "How much it shares with the machine: container, userns, or least of all, zone.")
  String isolation = "";

  /** Those that were said, and what stands for other options. */
  Map<String, String> annotations() {
    var all = Requests.pairs(annotations);
    if (view != null) {
      all.put(ViewChoice.NAME, view);
    }
    return all;
  }

  FixedLimits limits() {
    var devices = rates.limits();
    return new FixedLimits(
        swappiness == null || swappiness == -1 ? null : swappiness,
        oomKillDisabled,
        realtimePeriod,
        realtimeRuntime,
        devices.weights(),
        devices.readBytes(),
        devices.writeBytes(),
        devices.reads(),
        devices.writes());
  }
}
