package dev.jug.runtime.cgroup;

import dev.jug.oci.runtime.Resources;
import dev.jug.oci.runtime.Resources.Cpu;
import dev.jug.oci.runtime.Resources.Memory;
import dev.jug.oci.runtime.Resources.Pids;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Resources of one kind, and what is written for them, as {@code file = value}. */
final class ResourceFixture {
  private ResourceFixture() {}

  static Resources memory(Long limit, Long reservation, Long swap) {
    return memory(new Memory(limit, reservation, swap, null, null));
  }

  static Resources memory(Memory memory) {
    return new Resources(List.of(), memory, null, null, Map.of());
  }

  static Resources cpu(Long shares, Long quota, Long burst, Long period) {
    return cpu(new Cpu(shares, quota, burst, period, null, null, null));
  }

  static Resources cpu(Cpu cpu) {
    return new Resources(List.of(), null, cpu, null, Map.of());
  }

  static Resources pids(long limit) {
    return new Resources(List.of(), null, null, new Pids(limit), Map.of());
  }

  static Resources unified(Map<String, String> files) {
    return new Resources(List.of(), null, null, null, files);
  }

  /** Files are named from the place of all hierarchies on. */
  static List<String> writes(CgroupLayout layout, Resources resources) {
    return new ResourceWrites(layout, "/jug/x")
        .of(resources).stream()
            .map(w -> Path.of("/sys/fs/cgroup").relativize(w.file()) + " = " + w.value())
            .toList();
  }
}
