package dev.jug.runtime.cgroup;

import static dev.jug.runtime.cgroup.Range.UNLIMITED;

import dev.jug.oci.runtime.InvalidSpecException;
import dev.jug.oci.runtime.Resources.Cpu;
import org.jspecify.annotations.Nullable;

/**
 * Processor limits (scheduler/sched-bwc.rst, scheduler/sched-rt-group.rst, "CPU" and "Cpuset" in
 * admin-guide/cgroup-v2.rst). What the kernel checks a value against is written before it.
 */
final class CpuWrites {
  private static final String FIELD = "linux.resources.cpu.";
  private static final Range SHARES = Range.of(1, Long.MAX_VALUE);
  private static final Range QUOTA = Range.orUnlimited(1000);
  private static final Range PERIOD = Range.of(1000, 1_000_000);
  private static final Range BURST = Range.of(0, Long.MAX_VALUE);
  private static final Range IDLE = Range.of(0, 1);
  private static final Range REALTIME_RUNTIME = Range.orUnlimited(0);
  private static final Range REALTIME_PERIOD = Range.of(1, Integer.MAX_VALUE);

  private final WriteList writes;
  private final @Nullable Long shares;
  private final @Nullable Long quota;
  private final @Nullable Long period;
  private final @Nullable Long burst;
  private final @Nullable Long idle;
  private final @Nullable Long realtimeRuntime;
  private final @Nullable Long realtimePeriod;

  private CpuWrites(Cpu cpu, WriteList writes) {
    this.writes = writes;
    shares = SHARES.check(FIELD + "shares", cpu.shares());
    quota = QUOTA.check(FIELD + "quota", cpu.quota());
    period = PERIOD.check(FIELD + "period", cpu.period());
    burst = BURST.check(FIELD + "burst", cpu.burst());
    idle = IDLE.check(FIELD + "idle", cpu.idle());
    realtimeRuntime = REALTIME_RUNTIME.check(FIELD + "realtimeRuntime", cpu.realtimeRuntime());
    realtimePeriod = REALTIME_PERIOD.check(FIELD + "realtimePeriod", cpu.realtimePeriod());
  }

  static void cpuset(Cpu cpu, WriteList writes) {
    list("cpuset.cpus", cpu.cpus(), FIELD + "cpus", writes);
    list("cpuset.mems", cpu.mems(), FIELD + "mems", writes);
  }

  private static void list(String file, @Nullable String list, String field, WriteList writes) {
    if (list != null && !list.isEmpty()) {
      writes.either("cpuset", file, list, field);
    }
  }

  static void add(Cpu cpu, WriteList writes) {
    var all = new CpuWrites(cpu, writes);
    if (writes.isUnified("cpu")) {
      all.unified();
    } else {
      all.legacy();
      all.realtime();
    }
  }

  private void legacy() {
    writes.legacy("cpu", "cpu.shares", shares, FIELD + "shares");
    writes.legacy("cpu", "cpu.cfs_period_us", period, FIELD + "period");
    writes.legacy("cpu", "cpu.cfs_quota_us", quota, FIELD + "quota");
    writes.legacyIfBuilt("cpu", "cpu.cfs_burst_us", burst, FIELD + "burst");
    writes.legacyIfBuilt("cpu", "cpu.idle", idle, FIELD + "idle");
  }

  private void realtime() {
    var runtime = FIELD + "realtimeRuntime";
    writes.legacyIfBuilt("cpu", "cpu.rt_period_us", realtimePeriod, FIELD + "realtimePeriod");
    writes.legacyIfBuilt("cpu", "cpu.rt_runtime_us", realtimeRuntime, runtime);
  }

  private void unified() {
    refuseRealtime("realtimeRuntime", realtimeRuntime);
    refuseRealtime("realtimePeriod", realtimePeriod);
    var weight = shares == null ? null : Long.valueOf(CpuWeight.of(shares));
    writes.unified("cpu.weight", weight, FIELD + "shares");
    bandwidth();
    writes.unifiedIfBuilt("cpu", "cpu.max.burst", burst, FIELD + "burst");
    writes.unifiedIfBuilt("cpu", "cpu.idle", idle, FIELD + "idle");
  }

  private static void refuseRealtime(String name, @Nullable Long value) {
    if (value != null) {
      throw new InvalidSpecException(
          FIELD + name + ": cgroup version 2 cannot limit real-time processes, so leave it out");
    }
  }

  private void bandwidth() {
    if (quota != null || period != null) {
      var text = quota == null || quota == UNLIMITED ? "max" : quota.toString();
      var full = period == null ? text : text + " " + period;
      writes.unified("cpu.max", full, FIELD + (quota == null ? "period" : "quota"));
    }
  }
}
