package dev.jug.runtime.cgroup;

import dev.jug.runtime.cgroup.CgroupSetup.Write;
import java.util.Map;
import java.util.Optional;

/** What takes a write back, found out before it is done. */
final class WriteUndo {
  /**
   * Files with a line for each device or interface, and what such a line says when it is absent.
   */
  private static final Map<String, String> LINES =
      Map.ofEntries(
          Map.entry("io.max", "rbps=max wbps=max riops=max wiops=max"),
          Map.entry("io.weight", "default"),
          Map.entry("io.bfq.weight", "default"),
          Map.entry("rdma.max", "hca_handle=max hca_object=max"),
          Map.entry("net_prio.ifpriomap", "0"),
          Map.entry("blkio.weight_device", "0"),
          Map.entry("blkio.leaf_weight_device", "0"),
          Map.entry("blkio.bfq.weight_device", "0"),
          Map.entry("blkio.throttle.read_bps_device", "0"),
          Map.entry("blkio.throttle.write_bps_device", "0"),
          Map.entry("blkio.throttle.read_iops_device", "0"),
          Map.entry("blkio.throttle.write_iops_device", "0"));

  private WriteUndo() {}

  /** Empty where the kernel does not tell what was there. */
  static Optional<Write> of(Write write) {
    var name = write.file().getFileName().toString();
    return switch (name) {
      case "devices.allow" -> opposite(write, "devices.deny");
      case "devices.deny" -> opposite(write, "devices.allow");
      default ->
          GroupFile.read(write.file())
              .map(content -> before(name, write.value(), content))
              .map(value -> new Write(write.file(), value, write.reason()));
    };
  }

  private static Optional<Write> opposite(Write write, String file) {
    return write.value().startsWith("a")
        ? Optional.empty()
        : Optional.of(new Write(write.file().resolveSibling(file), write.value(), write.reason()));
  }

  private static String before(String name, String value, String content) {
    int space = value.indexOf(' ');
    var absent = LINES.get(name);
    if (absent == null || space < 0) {
      var first = content.lines().findFirst().orElse("");
      return "memory.oom_control".equals(name) ? first.substring(first.indexOf(' ') + 1) : first;
    }
    var key = value.substring(0, space + 1);
    return content.lines().filter(l -> l.startsWith(key)).findFirst().orElse(key + absent);
  }
}
