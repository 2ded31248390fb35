package dev.jug.engine.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a container runs: the part of Docker's {@code HostConfig} that exists here. Zero means no
 * limit, as in Docker.
 *
 * @param binds {@code SOURCE:TARGET[:OPTIONS]}
 * @param mounts the same in fields, as {@code --mount} has them
 * @param volumesFrom containers whose volumes and binds it has, with {@code :ro} if it may not
 *     write
 * @param networkMode {@code none}, {@code host}, {@code container:X}, {@code ns:PATH}, or the name
 *     of a network
 * @param network what was asked for of networks
 * @param restartPolicy whether it is started again when it has ended
 * @param logConfig what is kept of its output
 * @param autoRemove whether it is removed when it ends
 * @param capAdd capabilities added
 * @param capDrop capabilities taken away
 * @param cgroupnsMode whose view of the cgroup tree
 * @param groupAdd more groups of its process
 * @param ipcMode whose IPC
 * @param oomScoreAdj how likely the kernel picks it when memory is short
 * @param pidMode whose processes it sees, empty for its own
 * @param privileged whether it gets everything
 * @param readonlyRootfs whether its root is read-only
 * @param securityOpt security options as given
 * @param tmpfs file systems in memory, target to options
 * @param utsMode whose host name, empty for its own
 * @param usernsMode whose user ids, empty for the machine's
 * @param shmSize bytes of /dev/shm
 * @param sysctls kernel parameters
 * @param init whether a reaper runs as process 1
 * @param memory bytes
 * @param nanoCpus processors in billionths
 * @param cpuShares relative weight
 * @param cpuPeriod microseconds
 * @param cpuQuota microseconds per period
 * @param cpusetCpus processors
 * @param cpusetMems memory nodes
 * @param memoryReservation bytes, soft
 * @param memorySwap bytes of memory and swap
 * @param pidsLimit most processes, null for no limit
 * @param blkioWeight share of block devices, 10 … 1000
 * @param ulimits limits of its processes
 * @param devices devices of the host
 * @param fixed limits that do not change
 * @param paths what of /proc and /sys it does not see, or not change
 * @param runtime who makes it
 */
public record HostConfigView(
    @JsonProperty("Binds") List<String> binds,
    @JsonProperty("Mounts") @JsonInclude(JsonInclude.Include.NON_EMPTY)
        List<Map<String, Object>> mounts,
    @JsonProperty("VolumesFrom") List<String> volumesFrom,
    @JsonProperty("NetworkMode") String networkMode,
    @JsonUnwrapped HostNetworkView network,
    @JsonProperty("RestartPolicy") Restart restartPolicy,
    @JsonProperty("LogConfig") Log logConfig,
    @JsonProperty("AutoRemove") boolean autoRemove,
    @JsonProperty("CapAdd") List<String> capAdd,
    @JsonProperty("CapDrop") List<String> capDrop,
    @JsonProperty("CgroupnsMode") String cgroupnsMode,
    @JsonProperty("GroupAdd") List<String> groupAdd,
    @JsonProperty("IpcMode") String ipcMode,
    @JsonProperty("OomScoreAdj") int oomScoreAdj,
    @JsonProperty("PidMode") String pidMode,
    @JsonProperty("Privileged") boolean privileged,
    @JsonProperty("ReadonlyRootfs") boolean readonlyRootfs,
    @JsonProperty("SecurityOpt") List<String> securityOpt,
    @JsonProperty("Tmpfs") Map<String, String> tmpfs,
    @JsonProperty("UTSMode") String utsMode,
    @JsonProperty("UsernsMode") String usernsMode,
    @JsonProperty("ShmSize") long shmSize,
    @JsonProperty("Sysctls") Map<String, String> sysctls,
    @JsonProperty("Init") boolean init,
    @JsonProperty("Memory") long memory,
    @JsonProperty("NanoCpus") long nanoCpus,
    @JsonProperty("CpuShares") long cpuShares,
    @JsonProperty("CpuPeriod") long cpuPeriod,
    @JsonProperty("CpuQuota") long cpuQuota,
    @JsonProperty("CpusetCpus") String cpusetCpus,
    @JsonProperty("CpusetMems") String cpusetMems,
    @JsonProperty("MemoryReservation") long memoryReservation,
    @JsonProperty("MemorySwap") long memorySwap,
    @JsonProperty("PidsLimit") @Nullable Long pidsLimit,
    @JsonProperty("BlkioWeight") int blkioWeight,
    @JsonProperty("Ulimits") List<Ulimit> ulimits,
    @JsonProperty("Devices") List<Device> devices,
    @JsonUnwrapped HostLimitsView fixed,
    @JsonUnwrapped HostPathsView paths,
    @JsonProperty("Runtime") String runtime) {
  /**
   * What is kept of its output.
   *
   * @param type {@code json-file}, {@code local} or {@code none}
   * @param config the driver's options
   */
  public record Log(
      @JsonProperty("Type") String type, @JsonProperty("Config") Map<String, String> config) {}

  /**
   * Whether a container is started again.
   *
   * @param name {@code no}, {@code on-failure}, {@code always}, {@code unless-stopped}
   * @param maximumRetryCount how often after failures, 0 for any number
   */
  public record Restart(
      @JsonProperty("Name") String name,
      @JsonProperty("MaximumRetryCount") int maximumRetryCount) {}

  /**
   * A limit of setrlimit(2).
   *
   * @param name without prefix, in lower case
   * @param soft what the kernel enforces, −1 for no limit
   * @param hard ceiling of the soft limit, −1 for no limit
   */
  public record Ulimit(
      @JsonProperty("Name") String name,
      @JsonProperty("Soft") long soft,
      @JsonProperty("Hard") long hard) {}

  /**
   * A device of the host in the container.
   *
   * @param pathOnHost of the host's
   * @param pathInContainer where it is in the container
   * @param cgroupPermissions letters out of {@code rwm}
   */
  public record Device(
      @JsonProperty("PathOnHost") String pathOnHost,
      @JsonProperty("PathInContainer") String pathInContainer,
      @JsonProperty("CgroupPermissions") String cgroupPermissions) {}
}
