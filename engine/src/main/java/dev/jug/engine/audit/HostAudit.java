package dev.jug.engine.audit;

import static dev.jug.engine.audit.Risk.Level.HIGH;
import static dev.jug.engine.audit.Risk.Level.LOW;
import static dev.jug.engine.audit.Risk.Level.MEDIUM;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What of a machine helps those who attack from containers: settings of the kernel, what it is made
 * of, its disk.
 */
public final class HostAudit {
  private static final Pattern VERSION = Pattern.compile("(\\d+)\\.(\\d+).*");
  private static final int OLDEST = 5 * 1000 + 10;
  private static final long PART = 10;
  private static final Set<String> MODULES =
      Set.of("apparmor", "selinux", "bpf", "smack", "tomoyo");

  private final Path root;

  /**
   * @param root where the machine's {@code proc} and {@code sys} are: / but for tests
   */
  public HostAudit(Path root) {
    this.root = root;
  }

  /**
   * What is found, in no order.
   *
   * @param state the engine's directory
   * @throws IOException if the disk of that cannot be asked
   */
  public List<Risk> find(Path state) throws IOException {
    var risks = new ArrayList<Risk>();
    for (var setting : KernelSetting.all()) {
      value(setting.name()).flatMap(setting::of).ifPresent(risks::add);
    }
    kernel(risks);
    modules(risks);
    processor(risks);
    cgroups(risks);
    swap(risks);
    disk(Files.getFileStore(state), state, risks);
    return risks;
  }

  private Optional<Long> value(String setting) {
    var text = text("proc/sys/" + setting.replace('.', '/'));
    return text.matches("-?\\d+") ? Optional.of(Long.valueOf(text)) : Optional.empty();
  }

  /** Empty if there is no such file. */
  private String text(String path) {
    try {
      return Files.readString(root.resolve(path)).strip();
    } catch (IOException _) {
      return "";
    }
  }

  private void kernel(List<Risk> risks) {
    var release = text("proc/sys/kernel/osrelease");
    var version = VERSION.matcher(release);
    if (version.matches()
        && Integer.parseInt(version.group(1)) * 1000 + Integer.parseInt(version.group(2))
            < OLDEST) {
      risks.add(
          new Risk(
              HIGH,
              "Linux " + release,
              "nobody repairs it any more, unless a distribution does",
              "a newer kernel; cgroup.kill, Landlock and id-mapped mounts come with it"));
    }
  }

  private void modules(List<Risk> risks) {
    var active = text("sys/kernel/security/lsm");
    if (Set.of(active.split(",")).stream().noneMatch(MODULES::contains)) {
      risks.add(
          new Risk(
              MEDIUM,
              "security modules: " + (active.isEmpty() ? "none are shown" : active),
              "nothing but namespaces, capabilities and the filter holds a container",
              "boot with lsm=…,apparmor or selinux"));
    }
  }

  private void processor(List<Risk> risks) {
    var directory = root.resolve("sys/devices/system/cpu/vulnerabilities");
    if (!Files.isDirectory(directory)) {
      return;
    }
    try (var all = Files.newDirectoryStream(directory)) {
      for (var file : all) {
        var said = Files.readString(file).strip();
        if (said.startsWith("Vulnerable")) {
          risks.add(
              new Risk(
                  MEDIUM,
                  "processor: " + file.getFileName(),
                  "a container may read memory of others: " + said,
                  "newer microcode and kernel, without mitigations=off"));
        }
      }
    } catch (IOException _) {
      // A file that went away says nothing.
    }
  }

  private void cgroups(List<Risk> risks) {
    if (!Files.exists(root.resolve("sys/fs/cgroup/cgroup.controllers"))) {
      risks.add(
          new Risk(
              LOW,
              "cgroup version 1",
              "it has release_agent (CVE-2022-0492), and cannot charge written pages to anybody",
              "boot with systemd.unified_cgroup_hierarchy=1"));
    }
  }

  private void swap(List<Risk> risks) {
    var lines = text("proc/swaps").lines().skip(1).toList();
    for (var line : lines) {
      var device = line.split("\\s+", 2)[0];
      if (!device.startsWith("/dev/zram") && !device.startsWith("/dev/dm-")) {
        risks.add(
            new Risk(
                LOW,
                "swap on " + device,
                "memory of containers reaches a disk, and stays there",
                "encrypt it, or -m with --memory-swap of the same size"));
      }
    }
  }

  private static void disk(FileStore store, Path state, List<Risk> risks) throws IOException {
    long free = store.getUsableSpace();
    if (free < store.getTotalSpace() / PART) {
      risks.add(
          new Risk(
              MEDIUM,
              state + ": " + (free >> 20) + " MB free",
              "when it is full nothing starts, and nothing is logged",
              "jug system prune; a disk of its own for the engine"));
    }
  }
}
