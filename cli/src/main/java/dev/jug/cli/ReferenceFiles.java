package dev.jug.cli;

import dev.jug.cli.command.CommandPages;
import dev.jug.cli.reference.Reference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Manual pages and completion scripts, as files of a package. */
public final class ReferenceFiles {
  private ReferenceFiles() {}

  /**
   * Writes them.
   *
   * @param share such as {@code /usr/share}
   * @param date of the sources, such as 2026-11-30
   * @param version of Jug
   * @throws IOException if the disk fails
   */
  public static void write(Path share, String date, String version) throws IOException {
    for (var file : Reference.files(CommandPages.all(), date, version).entrySet()) {
      var path = share.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue());
    }
  }
}
