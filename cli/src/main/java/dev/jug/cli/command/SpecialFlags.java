package dev.jug.cli.command;

import dev.jug.engine.request.DeviceRate;
import dev.jug.engine.request.FixedLimits;
import dev.jug.engine.sight.ViewChoice;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
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

  @Option(names = "--blkio-weight-device", description = "DEVICE:WEIGHT, 10 to 1000.")
  List<String> weights = new ArrayList<>();

  @Option(names = "--device-read-bps", description = "DEVICE:BYTES read each second.")
  List<String> readBytes = new ArrayList<>();

  @Option(names = "--device-write-bps", description = "DEVICE:BYTES written each second.")
  List<String> writeBytes = new ArrayList<>();

  @Option(names = "--device-read-iops", description = "DEVICE:COUNT of reads each second.")
  List<String> reads = new ArrayList<>();

  @Option(names = "--device-write-iops", description = "DEVICE:COUNT of writes each second.")
  List<String> writes = new ArrayList<>();

  @Option(names = "--device-cgroup-rule", description = "'TYPE MAJOR:MINOR ACCESS'.")
  List<String> deviceRules = new ArrayList<>();

  @Option(names = "--annotation", description = "NAME=VALUE of the OCI specification.")
  List<String> annotations = new ArrayList<>();

  @Option(names = "--cgroup-parent", description = "The cgroup that the container's is made in.")
  @Nullable String cgroupParent;

  @Option(
      names = "--view",
      description = "What /proc/meminfo and the like show: container or host.")
  @Nullable String view;

  /** Those that were said, and what stands for other options. */
  Map<String, String> annotations() {
    var all = Requests.pairs(annotations);
    if (view != null) {
      all.put(ViewChoice.NAME, view);
    }
    return all;
  }

  FixedLimits limits() {
    return new FixedLimits(
        swappiness == null || swappiness == -1 ? null : swappiness,
        oomKillDisabled,
        realtimePeriod,
        realtimeRuntime,
        all(weights, DeviceRate::count),
        all(readBytes, DeviceRate::bytes),
        all(writeBytes, DeviceRate::bytes),
        all(reads, DeviceRate::count),
        all(writes, DeviceRate::count));
  }

  private static List<DeviceRate> all(List<String> texts, Function<String, DeviceRate> parse) {
    return texts.stream().map(parse).toList();
  }
}
