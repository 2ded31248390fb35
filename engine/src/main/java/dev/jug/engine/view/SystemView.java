package dev.jug.engine.view;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;

/**
 * The engine and its machine, in the shape of {@code docker info}.
 *
 * @param containers how many there are
 * @param running how many of them run
 * @param paused how many are paused
 * @param stopped how many do not run
 * @param images how many images there are
 * @param driver how layers are kept
 * @param root where the engine keeps what outlives the machine's restart
 * @param memoryLimit whether memory can be limited
 * @param pidsLimit whether processes can be counted
 * @param systemTime the machine's time
 * @param loggingDriver how output is kept
 * @param cgroupDriver who makes cgroups
 * @param cgroupVersion {@code 1} (also where version 2 has some controllers) or {@code 2}
 * @param kernelVersion of Linux
 * @param operatingSystem what the machine's system calls itself
 * @param osVersion version of that
 * @param osType always {@code linux}
 * @param architecture of the processors, as uname(2) has it
 * @param processors how many there are
 * @param memory bytes there are
 * @param name of the machine
 * @param defaultRuntime what starts containers
 * @param liveRestore whether containers outlive the engine, which they do
 * @param securityOptions what keeps containers apart
 * @param firewall what has the rules for packets
 */
public record SystemView(
    @JsonProperty("Containers") int containers,
    @JsonProperty("ContainersRunning") int running,
    @JsonProperty("ContainersPaused") int paused,
    @JsonProperty("ContainersStopped") int stopped,
    @JsonProperty("Images") int images,
    @JsonProperty("Driver") String driver,
    @JsonProperty("DockerRootDir") String root,
    @JsonProperty("MemoryLimit") boolean memoryLimit,
    @JsonProperty("PidsLimit") boolean pidsLimit,
    @JsonProperty("SystemTime") Instant systemTime,
    @JsonProperty("LoggingDriver") String loggingDriver,
    @JsonProperty("CgroupDriver") String cgroupDriver,
    @JsonProperty("CgroupVersion") String cgroupVersion,
    @JsonProperty("KernelVersion") String kernelVersion,
    @JsonProperty("OperatingSystem") String operatingSystem,
    @JsonProperty("OSVersion") String osVersion,
    @JsonProperty("OSType") String osType,
    @JsonProperty("Architecture") String architecture,
    @JsonProperty("NCPU") int processors,
    @JsonProperty("MemTotal") long memory,
    @JsonProperty("Name") String name,
    @JsonProperty("DefaultRuntime") String defaultRuntime,
    @JsonProperty("LiveRestoreEnabled") boolean liveRestore,
    @JsonProperty("SecurityOptions") List<String> securityOptions,
    @JsonProperty("FirewallBackend") FirewallBackend firewall) {
  /**
   * What has the rules for packets.
   *
   * @param driver {@code nftables} or {@code iptables}
   */
  public record FirewallBackend(@JsonProperty("Driver") String driver) {}

  public SystemView {
    securityOptions = List.copyOf(securityOptions);
  }
}
