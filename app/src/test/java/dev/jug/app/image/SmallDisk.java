package dev.jug.app.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.app.command.Jug;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A disk of 20 MB, in a file. */
final class SmallDisk implements AutoCloseable {
  private static final long SIZE = 20 << 20;

  private final Path file;
  private final Path mount;

  SmallDisk(Path folder) {
    file = folder.resolve("disk.ext4");
    mount = folder.resolve("disk");
    try (var disk = new RandomAccessFile(file.toFile(), "rw")) {
      disk.setLength(SIZE);
      Files.createDirectory(mount);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Programs.output("mkfs.ext4", "-q", "-m", "0", file.toString());
    mount();
  }

  private void mount() {
    Programs.output("mount", "-o", "loop", file.toString(), mount.toString());
  }

  Path path() {
    return mount;
  }

  private Path filling() {
    return mount.resolve("filling");
  }

  /** Leaves so many bytes free. */
  void fill(long free) {
    try (var out = new RandomAccessFile(filling().toFile(), "rw")) {
      for (long left = left(free); left > 0; left = left(free)) {
        out.write(new byte[(int) left]);
        out.getFD().sync();
      }
    } catch (IOException e) {
      // The last few bytes are the file system's own.
    }
  }

  private long left(long free) {
    return Math.min(1 << 20, mount.toFile().getUsableSpace() - free);
  }

  /** Takes away what {@link #fill} wrote. */
  void free() {
    try {
      Files.deleteIfExists(filling());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Lets everything reach the disk: only then does the kernel know how much it takes. */
  void settle() {
    Programs.output("sync", "--file-system", mount.toString());
  }

  /** Lets the kernel find an error, after which it takes no more changes. */
  void fail() {
    settle();
    Programs.output("mount", "-o", "remount,abort", mount.toString());
  }

  /** Makes it well; nobody may use it. */
  void repair() {
    close();
    mount();
  }

  /** An engine, and the last namespace that saw it, may end a little later than they say. */
  @Override
  public void close() {
    Jug.eventually(() -> Programs.output("umount", mount.toString()));
    Jug.eventually(() -> assertThat(Programs.output("losetup", "-j", file.toString())).isEmpty());
  }
}
