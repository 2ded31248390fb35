package dev.jug.linux.proc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class OwnMemoryTest {
  @Test
  void filesLeaveMemoryAndComeBack() throws IOException {
    long before = residentFileKib();

    OwnMemory.pageOutFiles();

    assertThat(residentFileKib()).isLessThan(before);
    assertThat("the code that runs".toUpperCase(java.util.Locale.ROOT)).startsWith("THE");
  }

  private static long residentFileKib() throws IOException {
    try (var lines = Files.lines(Path.of("/proc/self/status"))) {
      return lines
          .filter(line -> line.startsWith("RssFile:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .sum();
    }
  }
}
