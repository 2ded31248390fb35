package dev.jug.image.reclaim;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How much room there is on a disk.
 *
 * @param total bytes in all
 * @param available bytes that can still be written
 */
public record DiskSpace(long total, long available) {
  private static final int ALL = 100;

  /** Looks at the disk that a directory is on (statvfs(3)). */
  public static DiskSpace of(Path directory) throws IOException {
    var disk = Files.getFileStore(directory);
    return new DiskSpace(disk.getTotalSpace(), disk.getUsableSpace());
  }

  /** How full it is, rounded up. */
  public int usedPercent() {
    return total == 0 ? 0 : (int) Math.ceilDiv((total - available) * ALL, total);
  }

  /** How much is available when it is so full. */
  long availableAt(int percent) {
    return total / ALL * (ALL - percent);
  }
}
