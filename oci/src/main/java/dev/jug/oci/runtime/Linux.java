package dev.jug.oci.runtime;

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
    Map<String, TimeOffset> timeOffsets) {
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
  }
}
