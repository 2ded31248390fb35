package dev.jug.engine.usage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * What a container's share is a share of.
 *
 * @param cpuNanos time that all processors together have spent since the machine started, idle or
 *     not, in nanoseconds
 * @param processors how many there are
 * @param memory bytes there are
 */
public record MachineUsage(long cpuNanos, int processors, long memory) {
  /** A tick of 1/100 s (time(7), "USER_HZ"). */
  private static final long NANOS_PER_TICK = 10_000_000;

  /** What follows is part of these already (proc_stat(5)). */
  private static final int TIMES = 8;

  /**
   * Reads it.
   *
   * @param proc where proc is mounted
   */
  public static MachineUsage read(Path proc) {
    var stat = lines(proc.resolve("stat"));
    long ticks =
        Arrays.stream(stat.getFirst().split("\\s+", -1))
            .skip(1)
            .limit(TIMES)
            .mapToLong(Long::parseLong)
            .sum();
    int processors = (int) stat.stream().filter(line -> line.matches("cpu\\d.*")).count();
    return new MachineUsage(ticks * NANOS_PER_TICK, processors, memory(proc));
  }

  private static long memory(Path proc) {
    return lines(proc.resolve("meminfo")).stream()
        .filter(line -> line.startsWith("MemTotal:"))
        .mapToLong(line -> Long.parseLong(line.split("\\s+", -1)[1]) * 1024)
        .sum();
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }
}
