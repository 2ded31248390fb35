package dev.jug.oci.runtime;

import dev.jug.oci.json.Absent;
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
 * @param blockIO limits on block devices, null for none
 * @param hugepageLimits limits on huge pages
 * @param network class and priorities of its traffic (cgroup v1 only), null for none
 * @param rdma limits on RDMA devices, by their names
 */
public record Resources(
    List<DeviceRule> devices,
    @Nullable Memory memory,
    @Nullable Cpu cpu,
    @Nullable Pids pids,
    Map<String, String> unified,
    @Nullable BlockIO blockIO,
    List<HugepageLimit> hugepageLimits,
    @Nullable Network network,
    Map<String, Rdma> rdma) {
  /** No limit at all. */
  public static final Resources NONE = new Resources(List.of(), null, null, null, Map.of());

  public Resources {
    devices = Absent.empty(devices);
    unified = Absent.empty(unified);
    hugepageLimits = Absent.empty(hugepageLimits);
    rdma = Absent.empty(rdma);
  }

  /** What most containers need. */
  public Resources(
      List<DeviceRule> devices,
      @Nullable Memory memory,
      @Nullable Cpu cpu,
      @Nullable Pids pids,
      Map<String, String> unified) {
    this(devices, memory, cpu, pids, unified, null, List.of(), null, Map.of());
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
   * @param useHierarchy whether the limit counts child groups (cgroup v1 only)
   * @param checkBeforeUpdate whether a limit below what is in use is refused instead of killing
   * @param kernel limit of the kernel's own memory; kernels since 5.16 have none
   * @param kernelTCP limit of the memory of TCP sockets (cgroup v1 only)
   */
  public record Memory(
      @Nullable Long limit,
      @Nullable Long reservation,
      @Nullable Long swap,
      @Nullable Long swappiness,
      @Nullable Boolean disableOOMKiller,
      @Nullable Boolean useHierarchy,
      @Nullable Boolean checkBeforeUpdate,
      @Nullable Long kernel,
      @Nullable Long kernelTCP) {
    /** What most containers need. */
    public Memory(
        @Nullable Long limit,
        @Nullable Long reservation,
        @Nullable Long swap,
        @Nullable Long swappiness,
        @Nullable Boolean disableOOMKiller) {
      this(limit, reservation, swap, swappiness, disableOOMKiller, null, null, null, null);
    }
  }

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
   * @param realtimeRuntime microseconds for real-time processes in each of their periods
   * @param realtimePeriod length of such a period in microseconds
   */
  public record Cpu(
      @Nullable Long shares,
      @Nullable Long quota,
      @Nullable Long burst,
      @Nullable Long period,
      @Nullable String cpus,
      @Nullable String mems,
      @Nullable Long idle,
      @Nullable Long realtimeRuntime,
      @Nullable Long realtimePeriod) {
    /** A group without real-time processes. */
    public Cpu(
        @Nullable Long shares,
        @Nullable Long quota,
        @Nullable Long burst,
        @Nullable Long period,
        @Nullable String cpus,
        @Nullable String mems,
        @Nullable Long idle) {
      this(shares, quota, burst, period, cpus, mems, idle, null, null);
    }
  }

  /**
   * A limit on huge pages of one size.
   *
   * @param pageSize such as {@code 2MB}
   * @param limit bytes
   */
  public record HugepageLimit(String pageSize, long limit) {}

  /**
   * Class and priorities of network traffic.
   *
   * @param classID number for traffic control, null for none
   * @param priorities by network interface
   */
  public record Network(@Nullable Long classID, List<Priority> priorities) {
    public Network {
      priorities = Absent.empty(priorities);
    }
  }

  /**
   * The priority of traffic through one interface.
   *
   * @param name the interface
   * @param priority a higher one goes first
   */
  public record Priority(String name, long priority) {}

  /**
   * Limits on one RDMA device; null for no limit.
   *
   * @param hcaHandles handles that may be open
   * @param hcaObjects objects that may exist
   */
  public record Rdma(@Nullable Long hcaHandles, @Nullable Long hcaObjects) {}

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
