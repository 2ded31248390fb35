package dev.jug.image.layer;

import dev.jug.linux.fs.DiskUsage;
import dev.jug.linux.fs.OwnedDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * What other drivers than today's have kept: copies of what today's keeps, or can make of blobs. A
 * container that was started with another driver still reads them.
 *
 * @param layers the directory with a directory for each driver
 * @param driver the name of today's
 */
public record ForeignLayers(Path layers, String driver) {
  private static final String DRAFTS = ".new";

  /**
   * Removes them; no container may run.
   *
   * @param trash directory on the same disk, whose owner removes what is put there
   * @return how much of the disk is free then
   */
  public long remove(Path trash) throws IOException {
    long bytes = 0;
    for (var folder : list(layers)) {
      var name = folder.getFileName().toString();
      if (name.equals(driver) || name.equals(driver + DRAFTS)) {
        continue;
      }
      if (name.endsWith(DRAFTS)) {
        OwnedDirectory.removeDead(folder);
      } else {
        bytes += new DiskUsage().below(folder);
        Files.move(folder, trash.resolve(name), StandardCopyOption.ATOMIC_MOVE);
      }
    }
    return bytes;
  }

  private static List<Path> list(Path directory) throws IOException {
    try (var files = Files.list(directory)) {
      return files.toList();
    }
  }
}
