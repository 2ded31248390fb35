package dev.jug.engine.audit;

import dev.jug.engine.request.ContainerRequest;
import dev.jug.engine.selinux.SelinuxHost;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What is said at once to somebody who makes a container that is less, or more, than it seems. */
public final class Warnings {
  private static final String PRIVILEGED =
      "--privileged gives away all capabilities, all devices of the host, the system call filter,"
          + " and the masked and read-only paths: root in this container is root on this machine";

  private static final String NO_SCHEDULER =
      "the block I/O weight has no effect: no disk of this machine has a scheduler that shares by"
          + " weight (echo bfq > /sys/block/NAME/queue/scheduler)";

  private static final String NO_SELINUX =
      "--security-opt label has no effect: SELinux is not active on this machine";

  private Warnings() {}

  /** All there is to say. */
  public static List<String> of(ContainerRequest request) {
    var all = new ArrayList<>(aboutLimits(request));
    if (request.security().privileged()) {
      all.add(PRIVILEGED);
    }
    var labels = request.security().values("label");
    if (!labels.isEmpty() && !labels.contains("disable") && !SelinuxHost.here().isActive()) {
      all.add(NO_SELINUX);
    }
    return all;
  }

  /** What of it Docker says too: its users know what privileged means. */
  public static List<String> aboutLimits(ContainerRequest request) {
    return aboutLimits(request, Path.of("/sys/block"));
  }

  /**
   * The same of a machine.
   *
   * @param disks where its disks are
   */
  static List<String> aboutLimits(ContainerRequest request, Path disks) {
    var weight = request.resources().blkioWeight();
    return weight != null && weight > 0 && !isShared(disks) ? List.of(NO_SCHEDULER) : List.of();
  }

  /** Whether any disk has BFQ. */
  private static boolean isShared(Path disks) {
    try (var all = Files.list(disks)) {
      return all.anyMatch(disk -> text(disk.resolve("queue/scheduler")).contains("[bfq]"));
    } catch (IOException | UncheckedIOException e) {
      return true; // Nobody knows.
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return "";
    }
  }
}
