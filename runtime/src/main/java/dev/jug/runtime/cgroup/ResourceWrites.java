package dev.jug.runtime.cgroup;

import static dev.jug.runtime.cgroup.Range.UNLIMITED;

import dev.jug.oci.runtime.InvalidSpecException;
import dev.jug.oci.runtime.Resources;
import dev.jug.runtime.cgroup.CgroupSetup.Write;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Limits of a spec as writes to the files of a group, in whichever hierarchy has the controller.
 * Version 1 files are described in the kernel's admin-guide/cgroup-v1, version 2 files in
 * admin-guide/cgroup-v2.rst.
 */
final class ResourceWrites {
  private static final Range MEMORY = Range.orUnlimited(1);
  private static final Range SWAPPINESS = Range.of(0, 100);
  private static final Range SHARES = Range.of(1, Long.MAX_VALUE);
  private static final Range QUOTA = Range.orUnlimited(1000);
  private static final Range PERIOD = Range.of(1000, 1_000_000);
  private static final Range BURST = Range.of(0, Long.MAX_VALUE);
  private static final Range IDLE = Range.of(0, 1);

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
    new TreeMap<>(resources.unified()).forEach(this::raw);
    return writes;
  }

  private void memory(Resources.@Nullable Memory memory) {
    if (memory == null) {
      return;
    }
    var field = "linux.resources.memory.";
    var limit = MEMORY.check(field + "limit", memory.limit());
    var reservation = MEMORY.check(field + "reservation", memory.reservation());
    var swap = MEMORY.check(field + "swap", memory.swap());
    var swappiness = SWAPPINESS.check(field + "swappiness", memory.swappiness());
    checkSwap(field + "swap", swap, limit);
    if (layout.isUnified("memory")) {
      unifiedLimit("memory.max", limit, field + "limit");
      unifiedLimit("memory.low", reservation, field + "reservation");
      unifiedLimit("memory.swap.max", swapAlone(swap, limit), field + "swap");
    } else {
      legacy("memory", "memory.limit_in_bytes", limit, field + "limit");
      legacy("memory", "memory.soft_limit_in_bytes", reservation, field + "reservation");
      legacy("memory", "memory.memsw.limit_in_bytes", swap, field + "swap");
      legacy("memory", "memory.swappiness", swappiness, field + "swappiness");
      if (Boolean.TRUE.equals(memory.disableOOMKiller())) {
        legacy("memory", "memory.oom_control", 1L, field + "disableOOMKiller");
      }
    }
  }

  private static void checkSwap(String field, @Nullable Long swap, @Nullable Long limit) {
    if (swap != null
        && swap != UNLIMITED
        && (limit == null || limit == UNLIMITED || limit > swap)) {
      throw new InvalidSpecException(
          field
              + ": "
              + swap
              + " is memory and swap together, so it needs a memory limit that is not above it");
    }
  }

  /** The spec counts memory and swap together, version 2 counts swap alone. */
  private static @Nullable Long swapAlone(@Nullable Long swap, @Nullable Long limit) {
    return swap == null || swap == UNLIMITED || limit == null ? swap : Long.valueOf(swap - limit);
  }

  private void cpu(Resources.@Nullable Cpu cpu) {
    if (cpu == null) {
      return;
    }
    var field = "linux.resources.cpu.";
    var shares = SHARES.check(field + "shares", cpu.shares());
    var quota = QUOTA.check(field + "quota", cpu.quota());
    var period = PERIOD.check(field + "period", cpu.period());
    var burst = BURST.check(field + "burst", cpu.burst());
    var idle = IDLE.check(field + "idle", cpu.idle());
    if (layout.isUnified("cpu")) {
      var weight = shares == null ? null : Long.valueOf(CpuWeight.of(shares));
      unified("cpu.weight", weight, field + "shares");
      quotaUnified(quota, period);
      unified("cpu.max.burst", burst, field + "burst");
      unified("cpu.idle", idle, field + "idle");
    } else {
      legacy("cpu", "cpu.shares", shares, field + "shares");
      legacy("cpu", "cpu.cfs_period_us", period, field + "period");
      legacy("cpu", "cpu.cfs_quota_us", quota, field + "quota");
      legacy("cpu", "cpu.cfs_burst_us", burst, field + "burst");
      legacy("cpu", "cpu.idle", idle, field + "idle");
    }
  }

  private void quotaUnified(@Nullable Long quota, @Nullable Long period) {
    if (quota != null || period != null) {
      var field = "linux.resources.cpu." + (quota == null ? "period" : "quota");
      var text = quota == null || quota == UNLIMITED ? "max" : quota.toString();
      var full = period == null ? text : text + " " + period;
      write(present(layout.unified(), "cpu", field), "cpu.max", full, field);
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

  private void unifiedLimit(String file, @Nullable Long value, String field) {
    if (value != null) {
      var text = value == UNLIMITED ? "max" : value.toString();
      write(present(layout.unified(), file, field), file, text, field);
    }
  }

  private void unified(String file, @Nullable Long value, String field) {
    if (value != null) {
      write(present(layout.unified(), file, field), file, value.toString(), field);
    }
  }

  private void legacy(String controller, String file, @Nullable Long value, String field) {
    if (value != null) {
      var hierarchy = present(layout.legacy(controller), controller, field);
      write(hierarchy, file, value.toString(), field);
    }
  }

  private static Hierarchy present(Optional<Hierarchy> hierarchy, String what, String field) {
    return hierarchy.orElseThrow(
        () -> new InvalidSpecException(field + ": this machine has no " + what + " controller"));
  }

  private void write(Hierarchy hierarchy, String file, String value, String field) {
    writes.add(new Write(hierarchy.group(group).resolve(file), value, field));
  }
}
