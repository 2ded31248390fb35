package dev.jug.image.layer;

import dev.jug.oci.image.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A directory with an entry for each layer, named after its digest: {@code sha256-HEX}, for colons
 * separate paths in mount options.
 *
 * @param folder the directory
 */
public record LayerFiles(Path folder) {
  /** Where a layer lies, or would. */
  public Path of(Digest key) {
    return folder.resolve(key.fileName());
  }

  /** The layers that are there. */
  public List<Digest> stored() throws IOException {
    try (var files = Files.list(folder)) {
      return files
          .map(file -> Digest.ofFileName(file.getFileName().toString()))
          .flatMap(Optional::stream)
          .toList();
    }
  }
}
