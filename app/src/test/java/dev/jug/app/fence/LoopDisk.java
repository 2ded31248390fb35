package dev.jug.app.fence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.app.command.Jug;
import dev.jug.app.command.Jug.Result;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** A block device of its own, backed by a file in memory. */
final class LoopDisk implements AutoCloseable {
  private static final long BYTES = 64L << 20;

  private final Path file;
  private final String device;

  LoopDisk() {
    try {
      file = Files.createTempFile(Path.of("/dev/shm"), "jugt-", ".disk");
      try (var content = new RandomAccessFile(file.toFile(), "rw")) {
        content.setLength(BYTES);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    device = command("losetup", "--find", "--show", file.toString()).text();
  }

  /** Such as {@code /dev/loop3}. */
  String device() {
    return device;
  }

  /** Its numbers, such as {@code 7:3}. */
  String numbers() {
    try {
      return Files.readString(Path.of("/sys/class/block", device.substring(5), "dev")).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Which scheduler its transfers wait in. */
  void scheduler(String name) {
    try {
      var queue = Path.of("/sys/class/block", device.substring(5), "queue/scheduler");
      Files.writeString(queue, name, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Result command(String... words) {
    try {
      return Jug.finish(new ProcessBuilder(List.of(words)).start(), new byte[0]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    assertThat(command("losetup", "--detach", device).code()).isZero();
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
