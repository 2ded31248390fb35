package dev.jug.runtime.cgroup;

import dev.jug.oci.runtime.InvalidSpecException;
import dev.jug.oci.runtime.Resources;
import dev.jug.runtime.cgroup.CgroupSetup.Write;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Limits of a spec as writes to the files of a group, in whichever hierarchy has the controller.
 * Version 1 files are described in the kernel's admin-guide/cgroup-v1, version 2 files in
 * admin-guide/cgroup-v2.rst.
 */
final class ResourceWrites {
  private static final long UNLIMITED = -1;

  private final CgroupLayout layout;
  private final String group;
  private final List<Write> writes = new ArrayList<>();

  ResourceWrites(CgroupLayout layout, String group) {
    this.layout = layout;
    this.group = group;
  }

  List<Write> of(Resources resources) {
    cpuset(resources.cpu());
    memory(resources.memory());
    cpu(resources.cpu());
    pids(resources.pids());
    resources.unified().forEach(this::raw);
    return writes;
  }

  private void memory(Resources.@Nullable Memory memory) {
    if (memory == null) {
      return;
    }
    var field = "linux.resources.memory.";
    if (layout.isUnified("memory")) {
      unified("memory.max", memory.limit(), field + "limit");
      unified("memory.low", memory.reservation(), field + "reservation");
      swapUnified(memory);
    } else {
      legacy("memory", "memory.limit_in_bytes", memory.limit(), field + "limit");
      legacy("memory", "memory.soft_limit_in_bytes", memory.reservation(), field + "reservation");
      legacy("memory", "memory.memsw.limit_in_bytes", memory.swap(), field + "swap");
      legacy("memory", "memory.swappiness", memory.swappiness(), field + "swappiness");
      if (Boolean.TRUE.equals(memory.disableOOMKiller())) {
        legacy("memory", "memory.oom_control", 1L, field + "disableOOMKiller");
      }
    }
  }

  /** The spec counts memory and swap together, version 2 counts swap alone. */
  private void swapUnified(Resources.Memory memory) {
    var swap = memory.swap();
    var limit = memory.limit();
    if (swap == null) {
      return;
    }
    var field = "linux.resources.memory.swap";
    if (swap == UNLIMITED) {
      unified("memory.swap.max", UNLIMITED, field);
    } else if (limit == null || limit == UNLIMITED || limit > swap) {
      throw new InvalidSpecException(
          field
              + ": "
              + swap
              + " is memory and swap together, so it cannot be below the memory limit");
    } else {
      unified("memory.swap.max", swap - limit, field);
    }
  }

  private void cpu(Resources.@Nullable Cpu cpu) {
    if (cpu == null) {
      return;
    }
    var field = "linux.resources.cpu.";
    if (layout.isUnified("cpu")) {
      weight(cpu.shares());
      quotaUnified(cpu);
      unified("cpu.max.burst", cpu.burst(), field + "burst");
      unified("cpu.idle", cpu.idle(), field + "idle");
    } else {
      legacy("cpu", "cpu.shares", nonZero(cpu.shares()), field + "shares");
      legacy("cpu", "cpu.cfs_period_us", nonZero(cpu.period()), field + "period");
      legacy("cpu", "cpu.cfs_quota_us", nonZero(cpu.quota()), field + "quota");
      legacy("cpu", "cpu.cfs_burst_us", cpu.burst(), field + "burst");
      legacy("cpu", "cpu.idle", cpu.idle(), field + "idle");
    }
  }

  private static @Nullable Long nonZero(@Nullable Long value) {
    return value == null || value == 0 ? null : value;
  }

  /** Shares 2 … 262144 become weight 1 … 10000, by the formula that all runtimes share. */
  private void weight(@Nullable Long shares) {
    if (shares != null && shares != 0) {
      long weight = 1 + (Math.clamp(shares, 2, 262144) - 2) * 9999L / 262142;
      unified("cpu.weight", weight, "linux.resources.cpu.shares");
    }
  }

  private void quotaUnified(Resources.Cpu cpu) {
    var quota = nonZero(cpu.quota());
    var period = nonZero(cpu.period());
    if (quota != null || period != null) {
      var text = quota == null || quota < 0 ? "max" : Long.toString(quota);
      var full = period == null ? text : text + " " + period;
      write(unifiedGroup("cpu"), "cpu.max", full, "linux.resources.cpu.quota");
    }
  }

  private void cpuset(Resources.@Nullable Cpu cpu) {
    if (cpu != null) {
      cpuset("cpuset.cpus", cpu.cpus(), "linux.resources.cpu.cpus");
      cpuset("cpuset.mems", cpu.mems(), "linux.resources.cpu.mems");
    }
  }

  private void cpuset(String file, @Nullable String list, String field) {
    if (list != null && !list.isEmpty()) {
      var hierarchy = layout.isUnified("cpuset") ? layout.unified() : layout.legacy("cpuset");
      write(present(hierarchy, "cpuset", field), file, list, field);
    }
  }

  private void pids(Resources.@Nullable Pids pids) {
    if (pids == null || pids.limit() == 0) {
      return;
    }
    var field = "linux.resources.pids.limit";
    var hierarchy = layout.isUnified("pids") ? layout.unified() : layout.legacy("pids");
    var value = pids.limit() < 0 ? "max" : Long.toString(pids.limit());
    write(present(hierarchy, "pids", field), "pids.max", value, field);
  }

  private void raw(String file, String value) {
    var field = "linux.resources.unified." + file;
    if (file.contains("/")) {
      throw new InvalidSpecException(field + ": a file name has no slash");
    }
    write(present(layout.unified(), "cgroup version 2", field), file, value, field);
  }

  private Hierarchy unifiedGroup(String controller) {
    return present(layout.unified(), controller, controller);
  }

  private void unified(String file, @Nullable Long value, String field) {
    if (value != null) {
      var text = check(value, field) == UNLIMITED ? "max" : value.toString();
      write(present(layout.unified(), file, field), file, text, field);
    }
  }

  private void legacy(String controller, String file, @Nullable Long value, String field) {
    if (value != null) {
      var text = Long.toString(check(value, field));
      write(present(layout.legacy(controller), controller, field), file, text, field);
    }
  }

  private static long check(long value, String field) {
    if (value < UNLIMITED) {
      throw new InvalidSpecException(field + ": " + value + " is negative; -1 means unlimited");
    }
    return value;
  }

  private static Hierarchy present(Optional<Hierarchy> hierarchy, String what, String field) {
    return hierarchy.orElseThrow(
        () -> new InvalidSpecException(field + ": this machine has no " + what + " controller"));
  }

  private void write(Hierarchy hierarchy, String file, String value, String field) {
    writes.add(new Write(hierarchy.group(group).resolve(file), value, field));
  }
}
