package dev.jug.testkit;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Something a test needs from the machine. */
public sealed interface Need {

  /** What is missing, in words; empty when the need is met. */
  Optional<String> lack();

  /** Root, outside of any user namespace. */
  record Superuser() implements Need {
    @Override
    public Optional<String> lack() {
      return Proc.isRoot() ? Optional.empty() : Optional.of("the tests run without root");
    }
  }

  /** A program on PATH. */
  record Command(String name) implements Need {
    @Override
    public Optional<String> lack() {
      return Commands.find(name).isPresent()
          ? Optional.empty()
          : Optional.of("no " + name + " on PATH");
    }
  }

  /** A statically linked busybox. */
  record Busybox() implements Need {
    @Override
    public Optional<String> lack() {
      return BusyboxRootfs.binary().isPresent()
          ? Optional.empty()
          : Optional.of("no static busybox (package busybox-static)");
    }
  }

  /** A file or folder, most often below /proc or /sys. */
  record Present(Path path) implements Need {
    @Override
    public Optional<String> lack() {
      return Files.exists(path) ? Optional.empty() : Optional.of("there is no " + path);
    }
  }

  /** Controllers in version 2 at the usual place. */
  record UnifiedCgroups() implements Need {
    @Override
    public Optional<String> lack() {
      return Files.exists(Path.of("/sys/fs/cgroup/cgroup.controllers"))
          ? Optional.empty()
          : Optional.of("/sys/fs/cgroup is not cgroup version 2");
    }
  }

  /** A controller, in either version. */
  record Controller(String name) implements Need {
    @Override
    public Optional<String> lack() {
      return Proc.lines(Path.of("/proc/cgroups")).anyMatch(line -> line.startsWith(name + "\t"))
          ? Optional.empty()
          : Optional.of("the kernel has no " + name + " controller");
    }
  }

  /** A file system type the kernel offers. */
  record FileSystem(String type) implements Need {
    @Override
    public Optional<String> lack() {
      return Proc.lines(Path.of("/proc/filesystems")).anyMatch(line -> line.endsWith("\t" + type))
          ? Optional.empty()
          : Optional.of("the kernel has no " + type);
    }
  }

  /** A security module that is active. */
  record SecurityModule(String name) implements Need {
    @Override
    public Optional<String> lack() {
      return Proc.text(Path.of("/sys/kernel/security/lsm")).contains(name)
              || Files.exists(Path.of("/sys/module", name, "parameters", "enabled"))
          ? Optional.empty()
          : Optional.of("the kernel runs without " + name);
    }
  }

  /** An archive of packages that apt knows and that can be reached. */
  record PackageArchive() implements Need {
    @Override
    public Optional<String> lack() {
      return PackageSources.lack();
    }
  }

  /** A kernel of this version or newer. */
  record Kernel(int major, int minor) implements Need {
    @Override
    public Optional<String> lack() {
      var running = Proc.text(Path.of("/proc/sys/kernel/osrelease")).strip().split("[.-]", 3);
      int number = Integer.parseInt(running[0]) * 1000 + Integer.parseInt(running[1]);
      return number >= major * 1000 + minor
          ? Optional.empty()
          : Optional.of("the kernel is " + running[0] + "." + running[1]);
    }
  }

  /**
   * Reads a need: {@code root}, {@code apt}, {@code busybox}, {@code cgroup2}, {@code
   * cgroup:<controller>}, {@code command:<name>}, {@code file:<path>}, {@code fs:<type>}, {@code
   * lsm:<name>}, {@code kernel:<major>.<minor>}.
   */
  static Need parse(String word) {
    int colon = word.indexOf(':');
    var kind = colon < 0 ? word : word.substring(0, colon);
    var rest = colon < 0 ? "" : word.substring(colon + 1);
    return switch (kind) {
      case "root" -> new Superuser();
      case "apt" -> new PackageArchive();
      case "busybox" -> new Busybox();
      case "cgroup2" -> new UnifiedCgroups();
      case "cgroup" -> new Controller(rest);
      case "command" -> new Command(rest);
      case "file" -> new Present(Path.of(rest));
      case "fs" -> new FileSystem(rest);
      case "lsm" -> new SecurityModule(rest);
      case "kernel" -> {
        var numbers = rest.split("\\.", -1);
        yield new Kernel(Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1]));
      }
      default -> throw new IllegalArgumentException("@Requires does not know " + word);
    };
  }
}
