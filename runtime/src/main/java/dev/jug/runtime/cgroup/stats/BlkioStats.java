package dev.jug.runtime.cgroup.stats;

import java.util.ArrayList;
import java.util.List;

/**
 * Transfers to and from block devices, of the group and those below it
 * (admin-guide/cgroup-v1/blkio-controller.rst, {@code io.stat} of admin-guide/cgroup-v2.rst). Which
 * of them the kernel counts depends on version and scheduler; version 2 has the first two.
 *
 * @param ioServiceBytesRecursive bytes
 * @param ioServicedRecursive transfers
 * @param ioQueueRecursive transfers waiting now
 * @param ioServiceTimeRecursive nanoseconds in the device
 * @param ioWaitTimeRecursive nanoseconds in the queue
 * @param ioMergedRecursive transfers joined to others
 * @param ioTimeRecursive milliseconds for which it had the device
 * @param sectorsRecursive sectors of 512 bytes
 */
public record BlkioStats(
    List<Entry> ioServiceBytesRecursive,
    List<Entry> ioServicedRecursive,
    List<Entry> ioQueueRecursive,
    List<Entry> ioServiceTimeRecursive,
    List<Entry> ioWaitTimeRecursive,
    List<Entry> ioMergedRecursive,
    List<Entry> ioTimeRecursive,
    List<Entry> sectorsRecursive) {
  static final BlkioStats NONE = only(List.of(), List.of());

  private static final String BFQ = "blkio.bfq.";
  private static final String THROTTLE = "blkio.throttle.";

  public BlkioStats {
    ioServiceBytesRecursive = List.copyOf(ioServiceBytesRecursive);
    ioServicedRecursive = List.copyOf(ioServicedRecursive);
    ioQueueRecursive = List.copyOf(ioQueueRecursive);
    ioServiceTimeRecursive = List.copyOf(ioServiceTimeRecursive);
    ioWaitTimeRecursive = List.copyOf(ioWaitTimeRecursive);
    ioMergedRecursive = List.copyOf(ioMergedRecursive);
    ioTimeRecursive = List.copyOf(ioTimeRecursive);
    sectorsRecursive = List.copyOf(sectorsRecursive);
  }

  /**
   * One number.
   *
   * @param major major number of the device
   * @param minor minor number of the device
   * @param op {@code Read}, {@code Write}, {@code Sync}, {@code Async}, {@code Discard}, or empty
   * @param value the number
   */
  public record Entry(long major, long minor, String op, long value) {
    private boolean isOfDevice(Entry other) {
      return major == other.major && minor == other.minor;
    }
  }

  private static BlkioStats only(List<Entry> bytes, List<Entry> transfers) {
    List<Entry> none = List.of();
    return new BlkioStats(bytes, transfers, none, none, none, none, none, none);
  }

  /**
   * Reads them.
   *
   * @param directory of the controller {@code io} in version 2, {@code blkio} in version 1
   */
  public static BlkioStats read(StatsDirectory directory) {
    if (directory.unified()) {
      var lines = directory.lines("io.stat");
      return only(pick(lines, "bytes"), pick(lines, "ios"));
    }
    var old = entries(directory, "blkio.io_serviced_recursive");
    var stats = scheduler(directory, old.isEmpty() ? BFQ : "blkio.");
    return new BlkioStats(
        with(stats.ioServiceBytesRecursive, directory, "io_service_bytes_recursive"),
        with(stats.ioServicedRecursive, directory, "io_serviced_recursive"),
        stats.ioQueueRecursive,
        stats.ioServiceTimeRecursive,
        stats.ioWaitTimeRecursive,
        stats.ioMergedRecursive,
        stats.ioTimeRecursive,
        stats.sectorsRecursive);
  }

  /** What the throttle counted on devices whose scheduler does not count. */
  private static List<Entry> with(List<Entry> scheduled, StatsDirectory directory, String file) {
    var all = new ArrayList<>(scheduled);
    entries(directory, THROTTLE + file).stream()
        .filter(entry -> scheduled.stream().noneMatch(entry::isOfDevice))
        .forEach(all::add);
    return all;
  }

  private static BlkioStats scheduler(StatsDirectory directory, String prefix) {
    return new BlkioStats(
        entries(directory, prefix + "io_service_bytes_recursive"),
        entries(directory, prefix + "io_serviced_recursive"),
        entries(directory, prefix + "io_queued_recursive"),
        entries(directory, prefix + "io_service_time_recursive"),
        entries(directory, prefix + "io_wait_time_recursive"),
        entries(directory, prefix + "io_merged_recursive"),
        entries(directory, prefix + "time_recursive"),
        entries(directory, prefix + "sectors_recursive"));
  }

  /** Lines such as {@code 8:0 Read 4096}, or without an operation; sums are left out. */
  private static List<Entry> entries(StatsDirectory directory, String file) {
    var entries = new ArrayList<Entry>();
    for (var line : directory.lines(file)) {
      var words = line.split("[ :]+", -1);
      boolean plain = words.length == 3;
      if (words.length == 4 || (plain && !"Total".equals(words[0]))) {
        add(entries, words, plain ? "" : words[2], words[words.length - 1]);
      }
    }
    entries.removeIf(entry -> "Total".equals(entry.op()));
    return entries;
  }

  private static void add(List<Entry> entries, String[] words, String op, String value) {
    entries.add(
        new Entry(
            Long.parseLong(words[0]), Long.parseLong(words[1]), op, Long.parseUnsignedLong(value)));
  }

  /** Lines such as {@code 8:0 rbytes=4096 wbytes=0 rios=1 wios=0 dbytes=0 dios=0}. */
  private static List<Entry> pick(List<String> lines, String unit) {
    var entries = new ArrayList<Entry>();
    for (var line : lines) {
      var words = line.split("[ :]+", -1);
      for (int i = 2; i < words.length; i++) {
        var pair = words[i].split("=", 2);
        var op = pair[0].endsWith(unit) ? op(pair[0].substring(0, 1)) : "";
        if (!op.isEmpty() && pair[0].length() == unit.length() + 1) {
          add(entries, words, op, pair[1]);
        }
      }
    }
    return entries;
  }

  private static String op(String letter) {
    return switch (letter) {
      case "r" -> "Read";
      case "w" -> "Write";
      case "d" -> "Discard";
      default -> "";
    };
  }
}
