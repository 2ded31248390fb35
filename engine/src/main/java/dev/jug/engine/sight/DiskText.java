package dev.jug.engine.sight;

import dev.jug.runtime.cgroup.stats.BlkioStats;
import dev.jug.runtime.cgroup.stats.BlkioStats.Entry;
import java.util.List;

/**
 * /proc/diskstats (admin-guide/iostats.rst): transfers of the container, for the devices it has
 * used. Times and queues are not counted for groups.
 */
final class DiskText {
  private static final int SECTOR = 512;
  private static final int NAME = 2;

  private DiskText() {}

  static String diskstats(Facts facts) {
    var directory = facts.group().apply("io").or(() -> facts.group().apply("blkio"));
    if (directory.isEmpty()) {
      return "";
    }
    var stats = BlkioStats.read(directory.get());
    var text = new StringBuilder();
    for (var line : facts.machine(SeenFile.DISKSTATS).lines().toList()) {
      var words = line.strip().split("\\s+");
      if (words.length > NAME) {
        text.append(line(words, stats));
      }
    }
    return text.toString();
  }

  private static String line(String[] device, BlkioStats stats) {
    long reads = sum(stats.ioServicedRecursive(), device, "Read");
    long writes = sum(stats.ioServicedRecursive(), device, "Write");
    long read = sum(stats.ioServiceBytesRecursive(), device, "Read") / SECTOR;
    long written = sum(stats.ioServiceBytesRecursive(), device, "Write") / SECTOR;
    return reads + writes + read + written == 0
        ? ""
        : "%4s %7s %s %d 0 %d 0 %d 0 %d 0 0 0 0 0 0 0 0 0 0\n"
            .formatted(device[0], device[1], device[NAME], reads, read, writes, written);
  }

  private static long sum(List<Entry> entries, String[] device, String operation) {
    return entries.stream()
        .filter(entry -> entry.op().equals(operation))
        .filter(entry -> Long.toString(entry.major()).equals(device[0]))
        .filter(entry -> Long.toString(entry.minor()).equals(device[1]))
        .mapToLong(Entry::value)
        .sum();
  }
}
