package dev.jug.oci.runtime;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Limits of the container's cgroup (config-linux.md, "Control groups").
 *
 * @param devices device access rules, in order, later ones win
 * @param memory memory limits, null for none
 * @param cpu processor limits, null for none
 * @param pids process count limit, null for none
 * @param unified raw cgroup v2 files and their content
 */
public record Resources(
    List<DeviceRule> devices,
    @Nullable Memory memory,
    @Nullable Cpu cpu,
    @Nullable Pids pids,
    Map<String, String> unified) {
  /** No limit at all. */
  public static final Resources NONE = new Resources(List.of(), null, null, null, Map.of());

  public Resources {
    devices = Absent.empty(devices);
    unified = Absent.empty(unified);
  }

  /**
   * Memory limits in bytes; −1 means unlimited, null leaves the kernel's default.
   *
   * @param limit hard limit
   * @param reservation soft limit
   * @param swap memory and swap together
   * @param swappiness 0 … 100
   * @param disableOOMKiller whether the kernel stops processes instead of killing them (cgroup v1
   *     only)
   */
  public record Memory(
      @Nullable Long limit,
      @Nullable Long reservation,
      @Nullable Long swap,
      @Nullable Long swappiness,
      @Nullable Boolean disableOOMKiller) {}

  /**
   * Processor limits; null leaves the kernel's default.
   *
   * @param shares relative weight, 2 … 262144, default 1024
   * @param quota microseconds of processor time in each period, −1 for no limit
   * @param burst microseconds that may be saved up beyond the quota
   * @param period length of a period in microseconds, 1000 … 1 000 000
   * @param cpus processors to run on, as a list such as {@code 0-2,5}
   * @param mems memory nodes to allocate from, same form
   * @param idle 1 for SCHED_IDLE, else 0
   */
  public record Cpu(
      @Nullable Long shares,
      @Nullable Long quota,
      @Nullable Long burst,
      @Nullable Long period,
      @Nullable String cpus,
      @Nullable String mems,
      @Nullable Long idle) {}

  /**
   * Process count limit.
   *
   * @param limit most processes and threads at a time, −1 for no limit
   */
  public record Pids(long limit) {}

  /**
   * One rule of the device cgroup.
   *
   * @param allow whether the rule allows or denies
   * @param type {@code a} (all), {@code c} or {@code b}; null means all
   * @param major major number, null or −1 for any
   * @param minor minor number, null or −1 for any
   * @param access letters out of {@code rwm} (read, write, make node); null means all
   */
  public record DeviceRule(
      boolean allow,
      @Nullable String type,
      @Nullable Long major,
      @Nullable Long minor,
      @Nullable String access) {}
}
