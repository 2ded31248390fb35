package dev.jug.oci.runtime;

import dev.jug.oci.json.Absent;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The Linux-specific part of a spec (config-linux.md).
 *
 * @param namespaces namespaces to make or to join; a kind that is not listed is the host's
 * @param uidMappings user id map of a new user namespace
 * @param gidMappings group id map of a new user namespace
 * @param devices device nodes besides the default ones
 * @param cgroupsPath where in the cgroup hierarchies the container lives; null lets the runtime
 *     choose
 * @param resources limits
 * @param maskedPaths paths made unreadable
 * @param readonlyPaths paths made read-only
 * @param sysctl kernel parameters of the new namespaces
 * @param seccomp system call filter, null for none
 * @param rootfsPropagation {@code private}, {@code slave}, {@code shared} or {@code unbindable};
 *     null means private
 * @param timeOffsets clock offsets of a new time namespace, by {@code monotonic} and {@code
 *     boottime}
 * @param mountLabel SELinux context of the container's mounts, null for none
 * @param personality execution domain of the process, null to inherit
 * @param memoryPolicy memory nodes of the process, null to inherit
 * @param intelRdt Intel's resource director, null for none
 * @param netDevices network devices of the host that move in, by their names there
 */
public record Linux(
    List<Namespace> namespaces,
    List<IdMapping> uidMappings,
    List<IdMapping> gidMappings,
    List<Device> devices,
    @Nullable String cgroupsPath,
    @Nullable Resources resources,
    List<String> maskedPaths,
    List<String> readonlyPaths,
    Map<String, String> sysctl,
    @Nullable Seccomp seccomp,
    @Nullable String rootfsPropagation,
    Map<String, TimeOffset> timeOffsets,
    @Nullable String mountLabel,
    @Nullable Personality personality,
    @Nullable MemoryPolicy memoryPolicy,
    @Nullable IntelRdt intelRdt,
    Map<String, NetDevice> netDevices) {
  public Linux {
    namespaces = Absent.empty(namespaces);
    uidMappings = Absent.empty(uidMappings);
    gidMappings = Absent.empty(gidMappings);
    devices = Absent.empty(devices);
    resources = resources == null ? Resources.NONE : resources;
    maskedPaths = Absent.empty(maskedPaths);
    readonlyPaths = Absent.empty(readonlyPaths);
    sysctl = Absent.empty(sysctl);
    timeOffsets = Absent.empty(timeOffsets);
    netDevices = Absent.empty(netDevices);
  }

  /** What most containers need. */
  public Linux(
      List<Namespace> namespaces,
      List<IdMapping> uidMappings,
      List<IdMapping> gidMappings,
      List<Device> devices,
      @Nullable String cgroupsPath,
      @Nullable Resources resources,
      List<String> maskedPaths,
      List<String> readonlyPaths,
      Map<String, String> sysctl,
      @Nullable Seccomp seccomp,
      @Nullable String rootfsPropagation,
      Map<String, TimeOffset> timeOffsets) {
    this(
        namespaces,
        uidMappings,
        gidMappings,
        devices,
        cgroupsPath,
        resources,
        maskedPaths,
        readonlyPaths,
        sysctl,
        seccomp,
        rootfsPropagation,
        timeOffsets,
        null,
        null,
        null,
        null,
        Map.of());
  }

  /** The same in this cgroup. */
  public Linux withCgroupsPath(String path) {
    return new Linux(
        namespaces,
        uidMappings,
        gidMappings,
        devices,
        path,
        resources,
        maskedPaths,
        readonlyPaths,
        sysctl,
        seccomp,
        rootfsPropagation,
        timeOffsets,
        mountLabel,
        personality,
        memoryPolicy,
        intelRdt,
        netDevices);
  }

  /** The same with these limits. */
  public Linux withResources(Resources limits) {
    return new Linux(
        namespaces,
        uidMappings,
        gidMappings,
        devices,
        cgroupsPath,
        limits,
        maskedPaths,
        readonlyPaths,
        sysctl,
        seccomp,
        rootfsPropagation,
        timeOffsets,
        mountLabel,
        personality,
        memoryPolicy,
        intelRdt,
        netDevices);
  }

  /** The same with this system call filter. */
  public Linux withSeccomp(@Nullable Seccomp filter) {
    return new Linux(
        namespaces,
        uidMappings,
        gidMappings,
        devices,
        cgroupsPath,
        resources,
        maskedPaths,
        readonlyPaths,
        sysctl,
        filter,
        rootfsPropagation,
        timeOffsets,
        mountLabel,
        personality,
        memoryPolicy,
        intelRdt,
        netDevices);
  }
}
