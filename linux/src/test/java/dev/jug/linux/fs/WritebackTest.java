package dev.jug.linux.fs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WritebackTest {
  private static final int MEGABYTE = 1 << 20;

  @TempDir Path folder;

  private static long opened(Path file) throws IOException {
    try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
      return descriptors.filter(link -> leadsTo(link, file)).count();
    }
  }

  private static boolean leadsTo(Path link, Path file) {
    try {
      return Files.readSymbolicLink(link).equals(file);
    } catch (IOException _) {
      return false;
    }
  }

  @Test
  void theFileIsOpenOnlyWhileItIsNeeded() throws IOException {
    var file = Files.write(folder.resolve("file"), new byte[20 * MEGABYTE]);
    try (var writeback = new Writeback(file)) {
      writeback.reached(MEGABYTE);
      assertThat(opened(file)).isZero();
      writeback.reached(10 * MEGABYTE);
      writeback.reached(20 * MEGABYTE);
      assertThat(opened(file)).isOne();
    }
    assertThat(opened(file)).isZero();
    assertThat(file).hasSize(20 * MEGABYTE);
  }

  @Test
  void whatCannotBeOpenedIsWrittenLater() {
    try (var writeback = new Writeback(folder.resolve("no"))) {
      writeback.reached(10 * MEGABYTE);
    }
  }
}
