package dev.jug.runtime.cgroup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Has the kernel count what goes to disks. Since Linux 6.9 version 1 counts nothing on a disk until
 * some group has a rate for it ("blk-throttle: delay initialization until configuration"), unless
 * BFQ counts; version 2 always counts. That group is one of ours, for a moment: the disk goes on.
 *
 * @param root the group above all of blkio
 * @param disks where the machine's disks are, {@code /sys/block}
 */
record BlockAccounting(Path root, Path disks) {
  private static final System.Logger LOG = System.getLogger(BlockAccounting.class.getName());

  private static final String COUNTED = "blkio.throttle.io_service_bytes";
  private static final String RATE = "blkio.throttle.read_bps_device";
  private static final String OURS = "jug-counts";

  /**
   * Begins, on a thread of its own: a disk stands still for some milliseconds at its first time.
   */
  static void begin(CgroupLayout layout) {
    if (!layout.isUnified("io")) {
      layout
          .legacy("blkio")
          .map(hierarchy -> new BlockAccounting(hierarchy.group("/"), Path.of("/sys/block")))
          .ifPresent(
              all -> Thread.ofPlatform().daemon().name("block accounting").start(all::countAll));
    }
  }

  /** Names each disk that is not counted yet with a rate that is none. */
  void countAll() {
    var counted = GroupFile.read(root.resolve(COUNTED)).orElse("").lines().toList();
    var uncounted =
        numbers().stream()
            .filter(number -> counted.stream().noneMatch(line -> line.startsWith(number + " ")))
            .toList();
    if (!uncounted.isEmpty()) {
      count(uncounted);
    }
  }

  private void count(List<String> numbers) {
    var ours = root.resolve(OURS);
    try {
      Files.createDirectories(ours);
      numbers.forEach(number -> count(ours, number));
      Files.delete(ours);
    } catch (IOException e) {
      LOG.log(System.Logger.Level.DEBUG, "transfers to disks are not all counted", e);
    }
  }

  private static void count(Path group, String number) {
    try {
      GroupFile.write(group.resolve(RATE), number + " 0");
    } catch (IOException e) {
      LOG.log(System.Logger.Level.DEBUG, "disk {0} is not counted", number);
    }
  }

  /** Of those that have content; what loop devices read is counted where their files are. */
  private List<String> numbers() {
    try (var all = Files.list(disks)) {
      return all.filter(disk -> !disk.getFileName().toString().startsWith("loop"))
          .filter(disk -> !GroupFile.read(disk.resolve("size")).orElse("0").equals("0"))
          .flatMap(disk -> GroupFile.read(disk.resolve("dev")).stream())
          .toList();
    } catch (IOException | UncheckedIOException e) {
      return List.of();
    }
  }
}
