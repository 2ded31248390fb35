package dev.jug.runtime.cgroup;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What the launch plan does so that a container gets its cgroup: make these directories, write
 * these values, join.
 *
 * @param directories groups to make, parents first; those that all containers share exist already
 * @param writes values to write before anything joins, in order
 * @param joins {@code tasks} files of v1 hierarchies, into which the first process writes {@code 0}
 *     (its own thread: unlike cgroup.procs that takes no global lock)
 * @param unified the group's directory in the v2 hierarchy, entered by clone3 itself
 *     (CLONE_INTO_CGROUP)
 * @param deviceFilter eBPF program that decides on device access in {@code unified}, where v2 owns
 *     devices
 */
@SuppressWarnings("ArrayRecordComponent") // Code on its way to the kernel, never compared.
public record CgroupSetup(
    List<Path> directories,
    List<Write> writes,
    List<Path> joins,
    Optional<Path> unified,
    Optional<byte[]> deviceFilter) {
  /** Nothing: somebody else sees to the group. */
  public static final CgroupSetup NONE =
      new CgroupSetup(List.of(), List.of(), List.of(), Optional.empty(), Optional.empty());

  public CgroupSetup {
    directories = List.copyOf(directories);
    writes = List.copyOf(writes);
    joins = List.copyOf(joins);
  }

  /**
   * One value for one file.
   *
   * @param file the cgroup file
   * @param value what to write
   * @param reason the field of the spec that asked for it, such as {@code
   *     linux.resources.memory.limit}
   */
  public record Write(Path file, String value, String reason) {
    /** What can be done if the kernel does not take it; empty for nothing special. */
    public String advice() {
      return switch (file.getFileName().toString()) {
        case "cpuset.cpus", "cpuset.mems" -> "the group above must have them";
        case "cpu.rt_runtime_us" ->
            "the group above must have as much for all that are in it: see its cpu.rt_runtime_us";
        case "blkio.bfq.weight_device" ->
            "only the scheduler bfq shares by weight: echo bfq > /sys/block/NAME/queue/scheduler";
        default -> "";
      };
    }
  }
}
