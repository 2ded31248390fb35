package dev.jug.runtime.cgroup;

import static dev.jug.runtime.cgroup.Range.UNLIMITED;

import dev.jug.oci.runtime.InvalidSpecException;
import dev.jug.oci.runtime.Resources;
import dev.jug.oci.runtime.Resources.Cpu;
import dev.jug.oci.runtime.Resources.Memory;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a group has now, where a change does not mean anything without it: swap is counted from the
 * memory limit, version 2 writes quota and period together.
 */
final class CurrentLimits {
  private static final String FIELD = "linux.resources.memory.";

  private final CgroupLayout layout;
  private final String group;

  CurrentLimits(CgroupLayout layout, String group) {
    this.layout = layout;
    this.group = group;
  }

  /** The change with what it leaves to the present state filled in. */
  Resources complete(Resources asked) {
    return new Resources(
        asked.devices(),
        asked.memory() == null ? null : memory(asked.memory()),
        asked.cpu() == null ? null : cpu(asked.cpu()),
        asked.pids(),
        asked.unified(),
        asked.blockIO(),
        asked.hugepageLimits(),
        asked.network(),
        asked.rdma());
  }

  private Cpu cpu(Cpu asked) {
    boolean incomplete = isNone(asked.quota()) && !isNone(asked.period());
    if (!incomplete || !layout.isUnified("cpu")) {
      return asked;
    }
    var quota = file("cpu", "cpu.max").flatMap(GroupFile::read).map(t -> t.split(" ", 2)[0]);
    return new Cpu(
        asked.shares(),
        quota.filter(text -> !"max".equals(text)).map(Long::valueOf).orElse(UNLIMITED),
        asked.burst(),
        asked.period(),
        asked.cpus(),
        asked.mems(),
        asked.idle(),
        asked.realtimeRuntime(),
        asked.realtimePeriod());
  }

  private Memory memory(Memory asked) {
    var limit = asked.limit();
    var swap = asked.swap();
    if (isNone(limit) && !isNone(swap)) {
      limit = number("memory.limit_in_bytes", "memory.max").orElse(null);
    } else if (limit != null && limit == UNLIMITED && isNone(swap) && countsSwap()) {
      swap = UNLIMITED;
    }
    return new Memory(
        limit,
        asked.reservation(),
        swap,
        asked.swappiness(),
        asked.disableOOMKiller(),
        asked.useHierarchy(),
        asked.checkBeforeUpdate(),
        asked.kernel(),
        asked.kernelTCP());
  }

  /** No limit is above one, so swap must go with memory. */
  private boolean countsSwap() {
    return number("memory.memsw.limit_in_bytes", "memory.swap.max").isPresent();
  }

  private static boolean isNone(@Nullable Long value) {
    return value == null || value == 0;
  }

  /**
   * Refuses a limit that the kernel could only keep by killing ({@code checkBeforeUpdate}).
   *
   * @throws InvalidSpecException if more is in use than the limit allows
   */
  void check(Memory asked) {
    if (!Boolean.TRUE.equals(asked.checkBeforeUpdate())) {
      return;
    }
    long used = number("memory.usage_in_bytes", "memory.current").orElse(0L);
    refuseBelow(FIELD + "limit", asked.limit(), used);
    long swapped =
        layout.isUnified("memory")
            ? used + number("", "memory.swap.current").orElse(0L)
            : number("memory.memsw.usage_in_bytes", "").orElse(0L);
    refuseBelow(FIELD + "swap", asked.swap(), swapped);
  }

  private static void refuseBelow(String field, @Nullable Long limit, long used) {
    if (limit != null && limit > 0 && limit < used) {
      throw new InvalidSpecException(
          field + ": " + limit + " is below what is in use, " + used + " bytes: ask for more");
    }
  }

  private Optional<Long> number(String legacy, String unified) {
    var name = layout.isUnified("memory") ? unified : legacy;
    return file("memory", name).flatMap(GroupFile::readLimit);
  }

  private Optional<Path> file(String controller, String name) {
    var hierarchy = layout.isUnified(controller) ? layout.unified() : layout.legacy(controller);
    return hierarchy.map(h -> h.group(group).resolve(name));
  }
}
