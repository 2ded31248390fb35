package dev.jug.linux.fs;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.jug.linux.Call;
import dev.jug.linux.Errno;
import dev.jug.linux.ffi.Kernel;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How much of a disk files take, which is not how long they are (statx(2), {@code stx_blocks}). A
 * file with several names counts once for each object of this class. Not thread-safe.
 */
public final class DiskUsage {
  private static final int AT_FDCWD = -100;
  private static final int AT_SYMLINK_NOFOLLOW = 0x100;
  private static final int STATX_BASIC_STATS = 0x7ff;
  private static final int BUFFER_BYTES = 256;
  private static final int NLINK = 16;
  private static final int INODE = 32;
  private static final int BLOCKS = 48;
  private static final int DEVICE_MAJOR = 136;
  private static final int DEVICE_MINOR = 140;
  private static final int BLOCK_BYTES = 512;

  private final Set<Identity> seen = new HashSet<>();

  /** A file system. */
  private record Device(int major, int minor) {}

  /** A file, whatever its names. */
  private record Identity(Device device, long inode) {}

  /** What there is of a file. */
  private record Status(Identity identity, int names, long bytes) {}

  /**
   * How much a file or directory takes itself, in bytes; 0 if it is not there, or was counted
   * before.
   *
   * @throws dev.jug.linux.SysException if it cannot be looked at
   */
  public long of(Path path) {
    return look(path).map(this::count).orElse(0L);
  }

  private long count(Status status) {
    boolean again = status.names() > 1 && !seen.add(status.identity());
    return again ? 0 : status.bytes();
  }

  private static Optional<Status> look(Path path) {
    try (var arena = Arena.ofConfined()) {
      var buffer = arena.allocate(BUFFER_BYTES, 8);
      long text = Kernel.path(arena, path.toString()).address();
      long result =
          Kernel.raw(
              Call.STATX, AT_FDCWD, text, AT_SYMLINK_NOFOLLOW, STATX_BASIC_STATS, buffer.address());
      if (result < 0 && Errno.of((int) -result) == Errno.ENOENT) {
        return Optional.empty();
      }
      Kernel.check(result, Call.STATX, path);
      var device =
          new Device(buffer.get(JAVA_INT, DEVICE_MAJOR), buffer.get(JAVA_INT, DEVICE_MINOR));
      return Optional.of(
          new Status(
              new Identity(device, buffer.get(JAVA_LONG, INODE)),
              buffer.get(JAVA_INT, NLINK),
              buffer.get(JAVA_LONG, BLOCKS) * BLOCK_BYTES));
    }
  }

  /**
   * How much a directory takes with all below it, in bytes; 0 if it is not there. What disappears
   * meanwhile does not count, nor does what is mounted there: it is on another disk, or in a file
   * that counts already.
   *
   * @throws IOException if a directory cannot be read
   */
  public long below(Path root) throws IOException {
    var status = look(root);
    if (status.isEmpty()) {
      return 0;
    }
    var sum = new Sum(status.get().identity().device());
    Files.walkFileTree(root, sum);
    return sum.bytes;
  }

  private final class Sum extends SimpleFileVisitor<Path> {
    private final Device device;
    private long bytes;

    private Sum(Device device) {
      this.device = device;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
      var status = look(directory).filter(found -> found.identity().device().equals(device));
      bytes += status.map(DiskUsage.this::count).orElse(0L);
      return status.isPresent() ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      bytes += of(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException why) throws IOException {
      if (why instanceof NoSuchFileException) {
        return FileVisitResult.CONTINUE;
      }
      throw why;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException why)
        throws IOException {
      if (why != null && !(why instanceof NoSuchFileException)) {
        throw why;
      }
      return FileVisitResult.CONTINUE;
    }
  }
}
