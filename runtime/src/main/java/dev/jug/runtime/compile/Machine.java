package dev.jug.runtime.compile;

import dev.jug.linux.cap.Capability;
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
 */
public record Machine(Set<Capability> capabilities, List<CgroupView> cgroups, boolean selinux) {
  private static final Path SELINUX = Path.of("/sys/fs/selinux/enforce");

  /** A machine without SELinux. */
  public Machine(Set<Capability> capabilities, List<CgroupView> cgroups) {
    this(capabilities, cgroups, false);
  }

  /** Looks at this machine. */
  public static Machine detect(List<CgroupView> cgroups) {
    return new Machine(ownCapabilities(), cgroups, Files.exists(SELINUX));
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
