package dev.jug.linux.fs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.testkit.Root;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskUsageTest {
  @TempDir Path folder;

  @Test
  void itCountsAsDuDoes() throws Exception {
    Files.write(folder.resolve("a"), new byte[100_000]);
    Files.createDirectories(folder.resolve("d/e"));
    Files.write(folder.resolve("d/e/b"), new byte[5]);
    Files.createLink(folder.resolve("d/again"), folder.resolve("a"));
    Files.createSymbolicLink(folder.resolve("link"), Path.of("nowhere"));
    try (var sparse = new RandomAccessFile(folder.resolve("sparse").toFile(), "rw")) {
      sparse.setLength(1 << 30);
    }
    assertThat(new DiskUsage().below(folder)).isEqualTo(du());
  }

  private long du() throws IOException {
    var process =
        new ProcessBuilder("du", "--block-size=1", "--summarize", folder.toString()).start();
    try (var out = process.getInputStream()) {
      return Long.parseLong(
          new String(out.readAllBytes(), StandardCharsets.UTF_8).split("\t", 2)[0]);
    }
  }

  @Test
  void whatIsNotThereTakesNothing() throws IOException {
    assertThat(new DiskUsage().of(folder.resolve("no"))).isZero();
    assertThat(new DiskUsage().below(folder.resolve("no"))).isZero();
  }

  /** It is counted where it is: on its own disk, or as the file that it is in. */
  @Test
  @Root
  void whatIsMountedThereDoesNotCount() throws IOException {
    var place = Files.createDirectory(folder.resolve("mounted"));
    Files.write(folder.resolve("own"), new byte[100_000]);
    long before = new DiskUsage().below(folder);
    Tmpfs.mount(place, "size=2m");
    try {
      Files.write(place.resolve("other"), new byte[1_000_000]);

      assertThat(new DiskUsage().below(folder)).isBetween(before - 10_000, before);
    } finally {
      Tmpfs.detach(place);
    }
  }
}
