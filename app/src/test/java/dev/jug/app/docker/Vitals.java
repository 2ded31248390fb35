package dev.jug.app.docker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a process takes at a moment.
 *
 * @param descriptors how many are open
 * @param threads how many there are
 * @param residentKib how much memory it has, pages that it shares included
 * @param proportionalKib the same, but only its part of what it shares
 */
record Vitals(long descriptors, long threads, long residentKib, long proportionalKib) {
  static Vitals of(long pid) {
    var process = Path.of("/proc", Long.toString(pid));
    return new Vitals(
        entries(process.resolve("fd")),
        entries(process.resolve("task")),
        kib(process.resolve("status"), "VmRSS:"),
        kib(process.resolve("smaps_rollup"), "Pss:"));
  }

  private static long entries(Path directory) {
    try (var all = Files.list(directory)) {
      return all.count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long kib(Path file, String field) {
    try (var lines = Files.lines(file)) {
      return lines
          .filter(line -> line.startsWith(field))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .sum();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
