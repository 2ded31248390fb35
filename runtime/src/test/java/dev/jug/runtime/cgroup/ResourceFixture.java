package dev.jug.runtime.cgroup;

import dev.jug.oci.runtime.BlockIO;
import dev.jug.oci.runtime.Resources;
import dev.jug.oci.runtime.Resources.Cpu;
import dev.jug.oci.runtime.Resources.HugepageLimit;
import dev.jug.oci.runtime.Resources.Memory;
import dev.jug.oci.runtime.Resources.Network;
import dev.jug.oci.runtime.Resources.Pids;
import dev.jug.oci.runtime.Resources.Rdma;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

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

  static Resources block(BlockIO limits) {
    return rare(limits, List.of(), null, Map.of());
  }

  static Resources hugepages(HugepageLimit... limits) {
    return rare(null, List.of(limits), null, Map.of());
  }

  static Resources network(Network network) {
    return rare(null, List.of(), network, Map.of());
  }

  static Resources rdma(Map<String, Rdma> limits) {
    return rare(null, List.of(), null, limits);
  }

  private static Resources rare(
      BlockIO block, List<HugepageLimit> pages, Network network, Map<String, Rdma> rdma) {
    return new Resources(List.of(), null, null, null, Map.of(), block, pages, network, rdma);
  }

  static Resources unified(Map<String, String> files) {
    return new Resources(List.of(), null, null, null, files);
  }

  /** A kernel that was built with everything. */
  static List<String> writes(CgroupLayout layout, Resources resources) {
    return writes(layout, resources, Set.of());
  }

  /** Files are named from the place of all hierarchies on. */
  static List<String> writes(CgroupLayout layout, Resources resources, Set<String> lacking) {
    return new ResourceWrites(layout, "/jug/x", (_, _, file) -> !lacking.contains(file))
        .of(resources).stream()
            .map(w -> Path.of("/sys/fs/cgroup").relativize(w.file()) + " = " + w.value())
            .toList();
  }
}
