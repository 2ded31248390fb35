package dev.jug.image.catalog;

import dev.jug.image.error.ImageException;
import dev.jug.image.error.ImageException.Kind;
import dev.jug.linux.fs.AtomicFile;
import dev.jug.linux.fs.AtomicFile.Survives;
import dev.jug.oci.image.ImageCodec;
import dev.jug.oci.image.ImageIndex;
import dev.jug.oci.image.InvalidImageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The file with the catalog's lines. Each start and each removal of a container asks for them, so
 * they are read again only when the file is another: whoever changes it puts a new one in its
 * place.
 */
final class CatalogFile {
  private final Path path;
  private final ImageCodec codec;
  private volatile @Nullable Reading last;

  CatalogFile(Path path, ImageCodec codec) {
    this.path = path;
    this.codec = codec;
  }

  /** What was read, and of which file. */
  private record Reading(
      @Nullable Object key, FileTime changed, long bytes, List<CatalogEntry> entries) {
    boolean isOf(BasicFileAttributes file) {
      return Objects.equals(key, file.fileKey())
          && changed.equals(file.lastModifiedTime())
          && bytes == file.size();
    }
  }

  /** All lines; none if there is no file. */
  List<CatalogEntry> read() throws IOException {
    try {
      var file = Files.readAttributes(path, BasicFileAttributes.class);
      var known = last;
      if (known != null && known.isOf(file)) {
        return known.entries();
      }
      var entries = parse();
      // The file's description is the older of the two: should it change in between, it is read
      // once more, and never too seldom.
      last = new Reading(file.fileKey(), file.lastModifiedTime(), file.size(), entries);
      return entries;
    } catch (NoSuchFileException _) {
      return List.of();
    }
  }

  private List<CatalogEntry> parse() throws IOException {
    try {
      return codec.index(Files.readAllBytes(path)).manifests().stream()
          .map(CatalogEntry::new)
          .toList();
    } catch (InvalidImageException e) {
      throw new ImageException(
          Kind.CORRUPT,
          path + " is damaged: " + e.getMessage(),
          "It was changed by hand, or by another program. Put a copy back, or move it away: the"
              + " images can then be pulled again.",
          e);
    }
  }

  /** Puts other lines in their place, at once. */
  void write(List<CatalogEntry> entries) throws IOException {
    var index = ImageIndex.of(entries.stream().map(CatalogEntry::descriptor).toList());
    AtomicFile.write(path, codec.write(index), Survives.MACHINE);
  }
}
