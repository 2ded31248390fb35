package dev.jug.runtime.compile;

import dev.jug.linux.cap.Capability;
import dev.jug.linux.landlock.Landlock;
import dev.jug.runtime.resctrl.ControlGroups;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What the machine offers, as far as plans depend on it.
 *
 * @param capabilities what the engine itself has and can therefore give
 * @param cgroups its cgroup hierarchies, as a container is to see them
 * @param selinux whether the kernel labels files for SELinux
 * @param apparmor whether the kernel confines programs by AppArmor profiles
 * @param apparmorOwnFile whether profiles are set through a file of AppArmor's own
 * @param cacheShares whether caches and memory bandwidth can be divided
 * @param landlock version of its Landlock, 0 for none
 */
public record Machine(
    Set<Capability> capabilities,
    List<CgroupView> cgroups,
    boolean selinux,
    boolean apparmor,
    boolean apparmorOwnFile,
    boolean cacheShares,
    int landlock) {
  private static final Path SELINUX = Path.of("/sys/fs/selinux/enforce");
  private static final Path APPARMOR = Path.of("/sys/module/apparmor/parameters/enabled");
  private static final Path APPARMOR_FILE = Path.of("/proc/self/attr/apparmor/exec");

  /** A machine without security modules. */
  public Machine(Set<Capability> capabilities, List<CgroupView> cgroups) {
    this(capabilities, cgroups, false, false, false, false, Landlock.NONE);
  }

  /** Looks at this machine. */
  public static Machine detect(List<CgroupView> cgroups) {
    return new Machine(
        ownCapabilities(),
        cgroups,
        Files.exists(SELINUX),
        isApparmorEnabled(),
        Files.exists(APPARMOR_FILE),
        ControlGroups.ofMachine().areThere(),
        Landlock.version());
  }

  private static boolean isApparmorEnabled() {
    try {
      return Files.readString(APPARMOR).startsWith("Y");
    } catch (IOException e) {
      return false;
    }
  }

  private static Set<Capability> ownCapabilities() {
    try {
      var line =
          Files.readAllLines(Path.of("/proc/self/status")).stream()
              .filter(l -> l.startsWith("CapPrm:"))
              .findFirst()
              .orElseThrow();
      long bits = Long.parseUnsignedLong(line.substring("CapPrm:".length()).strip(), 16);
      var set = EnumSet.allOf(Capability.class);
      set.removeIf(capability -> (bits & capability.bit()) == 0);
      return set;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
