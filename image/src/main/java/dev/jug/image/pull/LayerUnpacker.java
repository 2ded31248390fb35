package dev.jug.image.pull;

import com.github.luben.zstd.ZstdIOException;
import dev.jug.image.compress.Decompressor;
import dev.jug.image.content.Computation;
import dev.jug.image.content.ContentStore;
import dev.jug.image.error.ImageException;
import dev.jug.image.error.ImageException.Kind;
import dev.jug.image.layer.Chain;
import dev.jug.image.layer.LayerDriver;
import dev.jug.image.layer.LayerLimits;
import dev.jug.image.layer.LayerTree;
import dev.jug.image.make.MadeLayer;
import dev.jug.image.task.TaskGroup;
import dev.jug.oci.image.Descriptor;
import dev.jug.oci.image.Digest;
import dev.jug.oci.image.LayerCompression;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipException;

/**
 * Unpacks layers, and verifies that each is what the image's configuration says. Thread-safe.
 *
 * @param store has the blobs
 * @param driver takes the layers
 * @param decompressor unpacks the one for the other
 * @param limits what a layer may ask for
 */
public record LayerUnpacker(
    ContentStore store, LayerDriver driver, Decompressor decompressor, LayerLimits limits) {

  /**
   * Unpacks a layer whose blob is in the store; one that is unpacked already is fine.
   *
   * @throws ImageException if the layer is broken, hostile, beyond the limits, or not the one that
   *     the chain has on top
   * @throws IOException if the disk fails
   */
  public void unpackStored(Descriptor blob, Chain chain) throws IOException {
    if (driver.has(chain)) {
      return;
    }
    try (var packed = store.open(blob.digest())) {
      unpack(blob, chain, packed);
    }
  }

  /** The tree of layers whose blobs are in the store; those that are not unpacked are now. */
  public LayerTree open(List<MadeLayer> layers) throws IOException {
    var chains = MadeLayer.chain(layers).prefixes();
    for (int i = 0; i < chains.size(); i++) {
      unpackStored(layers.get(i).blob(), chains.get(i));
    }
    return driver.open(MadeLayer.chain(layers));
  }

  /**
   * What is wrong with an unpacked layer; empty if nothing is.
   *
   * @param blob it was unpacked from, which is in the store and sound
   */
  public Optional<String> damage(Descriptor blob, Chain chain) throws IOException {
    return driver.damage(chain, () -> plain(blob, store.open(blob.digest())));
  }

  private InputStream plain(Descriptor blob, InputStream packed) throws IOException {
    return decompressor.open(compression(blob), packed, "layer " + blob.digest());
  }

  /**
   * Unpacks a layer: one thread decompresses, this one writes what comes out.
   *
   * @param packed the blob's bytes; read to their end only if all goes well
   */
  void unpack(Descriptor blob, Chain chain, InputStream packed) throws IOException {
    var handover = new Handover();
    try (var decompressing = new TaskGroup("decompress " + blob.digest().shortened(), 1)) {
      decompressing.add(() -> decompress(blob, packed, handover));
      try (var plain = handover.reader()) {
        write(blob, chain, plain);
      }
      decompressing.await();
    } catch (ZipException | ZstdIOException | EOFException e) {
      throw new ImageException(
          Kind.INVALID, "layer " + blob.digest() + " cannot be unpacked: " + e.getMessage(), "", e);
    }
  }

  private Void decompress(Descriptor blob, InputStream packed, Handover handover)
      throws IOException {
    handover.write(() -> {
      try (var plain = plain(blob, packed)) {
        handover.transfer(plain);
      }
    });
    return null;
  }

  private void write(Descriptor blob, Chain chain, InputStream plain) throws IOException {
    var computation = Computation.start(chain.top().algorithm());
    var hashing = new DigestInputStream(plain, computation);
    try (var draft = driver.unpack(chain, hashing, limits)) {
      var actual = Digest.finish(chain.top().algorithm(), computation);
      if (!actual.equals(chain.top())) {
        throw new ImageException(
            Kind.CORRUPT,
            "layer %s is not what the image's configuration says: unpacked it has the digest %s instead of %s"
                .formatted(blob.digest(), actual, chain.top()),
            "The image is damaged, or was put together wrongly.");
      }
      draft.commit();
    }
  }

  static LayerCompression compression(Descriptor blob) {
    return LayerCompression.of(blob.mediaType());
  }
}
