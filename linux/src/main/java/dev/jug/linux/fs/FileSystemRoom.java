package dev.jug.linux.fs;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.jug.linux.Call;
import dev.jug.linux.ffi.Kernel;
import java.lang.foreign.Arena;
import java.nio.file.Path;

/**
 * How much room a file system has (statfs(2)).
 *
 * @param total bytes in all
 * @param free bytes that are not used
 * @param available bytes that those may still write who are not root: the rest of the free ones is
 *     its reserve
 * @param inodes how many files there can be; 0: it does not count them
 * @param freeInodes how many more there can be
 */
public record FileSystemRoom(long total, long free, long available, long inodes, long freeInodes) {
  private static final int BYTES = 120;
  private static final int BLOCK = 8;
  private static final int BLOCKS = 16;
  private static final int FREE = 24;
  private static final int AVAILABLE = 32;
  private static final int FILES = 40;
  private static final int FREE_FILES = 48;

  /**
   * The one that a path is on.
   *
   * @throws dev.jug.linux.SysException if the path is not there
   */
  public static FileSystemRoom of(Path path) {
    try (var arena = Arena.ofConfined()) {
      var status = arena.allocate(BYTES, Long.BYTES);
      long name = Kernel.path(arena, path.toString()).address();
      Kernel.check(Kernel.raw(Call.STATFS, name, status.address()), Call.STATFS, path);
      long block = status.get(JAVA_LONG, BLOCK);
      return new FileSystemRoom(
          block * status.get(JAVA_LONG, BLOCKS),
          block * status.get(JAVA_LONG, FREE),
          block * status.get(JAVA_LONG, AVAILABLE),
          status.get(JAVA_LONG, FILES),
          status.get(JAVA_LONG, FREE_FILES));
    }
  }
}
