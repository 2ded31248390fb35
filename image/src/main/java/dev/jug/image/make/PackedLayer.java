package dev.jug.image.make;

import dev.jug.image.content.Computation;
import dev.jug.image.content.ContentStore;
import dev.jug.oci.image.Descriptor;
import dev.jug.oci.image.Digest;
import dev.jug.oci.image.DigestAlgorithm;
import dev.jug.oci.image.MediaTypes;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.util.UUID;

/**
 * A layer's blob in a file of its own, not in the store yet: its digest is known only now. It has
 * gzip's format, which every registry and engine takes.
 *
 * @param file where it is
 * @param descriptor names it
 * @param diffId digest of the uncompressed archive
 */
public record PackedLayer(Path file, Descriptor descriptor, Digest diffId)
    implements AutoCloseable {
  private static final int BUFFER = 1 << 16;

  /**
   * Packs a layer.
   *
   * @throws IOException if it cannot be written; nothing of it stays
   */
  public static PackedLayer of(LayerContent content, ContentStore store) throws IOException {
    var file = store.scratch().directory().resolve("layer-" + UUID.randomUUID());
    try {
      return write(content, file);
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(file);
      throw e;
    }
  }

  private static PackedLayer write(LayerContent content, Path file) throws IOException {
    var packed = Computation.start(DigestAlgorithm.SHA256);
    var plain = Computation.start(DigestAlgorithm.SHA256);
    try (var disk = new DigestOutputStream(Files.newOutputStream(file), packed);
        var gzip = new ParallelGzip(new BufferedOutputStream(disk, BUFFER));
        var out = new BufferedOutputStream(new DigestOutputStream(gzip, plain), BUFFER)) {
      content.writeTo(out);
      out.flush();
      gzip.finish();
    }
    var blob = Digest.finish(DigestAlgorithm.SHA256, packed);
    var descriptor = new Descriptor(MediaTypes.OCI_LAYER_GZIP, blob, Files.size(file));
    return new PackedLayer(file, descriptor, Digest.finish(DigestAlgorithm.SHA256, plain));
  }

  /** Removes the file, unless it went into the store. */
  @Override
  public void close() throws IOException {
    Files.deleteIfExists(file);
  }
}
