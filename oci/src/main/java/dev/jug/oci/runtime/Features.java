package dev.jug.oci.runtime;

import dev.jug.oci.json.Absent;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a runtime can do (features.md). What is known is listed whether or not this machine has it;
 * {@code enabled} means that the runtime was built with it, not that the kernel has it.
 *
 * @param ociVersionMin the oldest version of the specification that it reads
 * @param ociVersionMax the newest one
 * @param hooks names of the points at which hooks run
 * @param mountOptions mount options it knows
 * @param linux the Linux-specific part
 * @param annotations what it says about itself
 * @param potentiallyUnsafeConfigAnnotations annotations of a config.json that change what it does
 */
public record Features(
    String ociVersionMin,
    String ociVersionMax,
    List<String> hooks,
    List<String> mountOptions,
    @Nullable Linux linux,
    Map<String, String> annotations,
    List<String> potentiallyUnsafeConfigAnnotations) {
  public Features {
    hooks = Absent.empty(hooks);
    mountOptions = Absent.empty(mountOptions);
    annotations = Absent.empty(annotations);
    potentiallyUnsafeConfigAnnotations = Absent.empty(potentiallyUnsafeConfigAnnotations);
  }

  /**
   * What it can do on Linux.
   *
   * @param namespaces kinds of namespaces
   * @param capabilities names such as {@code CAP_CHOWN}
   * @param cgroup control groups
   * @param seccomp system call filters
   * @param apparmor AppArmor profiles
   * @param selinux SELinux labels
   * @param intelRdt Intel's resource director
   * @param mountExtensions mounts beyond mount(2)
   * @param netDevices moving network devices
   */
  public record Linux(
      List<String> namespaces,
      List<String> capabilities,
      Cgroup cgroup,
      Seccomp seccomp,
      Enabled apparmor,
      Enabled selinux,
      Enabled intelRdt,
      MountExtensions mountExtensions,
      Enabled netDevices) {
    public Linux {
      namespaces = Absent.empty(namespaces);
      capabilities = Absent.empty(capabilities);
    }
  }

  /**
   * Control groups.
   *
   * @param v1 version 1
   * @param v2 version 2
   * @param systemd made by systemd
   * @param systemdUser made by a user's systemd
   * @param rdma limits on RDMA devices
   */
  public record Cgroup(
      boolean v1, boolean v2, boolean systemd, boolean systemdUser, boolean rdma) {}

  /**
   * System call filters.
   *
   * @param enabled whether there are any
   * @param actions such as {@code SCMP_ACT_ALLOW}
   * @param operators such as {@code SCMP_CMP_EQ}
   * @param archs such as {@code SCMP_ARCH_X86_64}
   * @param knownFlags flags that the runtime knows
   * @param supportedFlags those of them that the kernel has
   */
  public record Seccomp(
      boolean enabled,
      List<String> actions,
      List<String> operators,
      List<String> archs,
      List<String> knownFlags,
      List<String> supportedFlags) {
    public Seccomp {
      actions = Absent.empty(actions);
      operators = Absent.empty(operators);
      archs = Absent.empty(archs);
      knownFlags = Absent.empty(knownFlags);
      supportedFlags = Absent.empty(supportedFlags);
    }
  }

  /** Whether the runtime was built with something. */
  public record Enabled(boolean enabled) {}

  /**
   * Mounts beyond mount(2).
   *
   * @param idmap id-mapped mounts
   */
  public record MountExtensions(Enabled idmap) {}
}
