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
        kib(status(pid), "VmRSS:"),
        kib(process.resolve("smaps_rollup"), "Pss:"));
  }

  /** How much memory it has; 0 if it is gone. */
  static long residentKib(long pid) {
    try {
      return kib(status(pid), "VmRSS:");
    } catch (UncheckedIOException _) {
      return 0;
    }
  }

  /** The most memory that it has had since that was forgotten, or since it began. */
  static long peakKib(long pid) {
    return kib(status(pid), "VmHWM:");
  }

  /** Lets the peak begin anew (proc(5), clear_refs). */
  static void forgetPeak(long pid) {
    try {
      Files.writeString(Path.of("/proc", Long.toString(pid), "clear_refs"), "5");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path status(long pid) {
    return Path.of("/proc", Long.toString(pid), "status");
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
