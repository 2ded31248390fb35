package dev.jug.image.make;

import dev.jug.image.catalog.Catalog;
import dev.jug.image.content.ContentStore;
import dev.jug.image.layer.Chain;
import dev.jug.image.pull.LayerUnpacker;
import dev.jug.oci.image.Descriptor;
import dev.jug.oci.image.ImageCodec;
import dev.jug.oci.image.Reference;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What images are made with.
 *
 * @param store takes blobs
 * @param unpacker unpacks layers
 * @param codec writes documents
 * @param catalog takes names
 */
public record Workshop(
    ContentStore store, LayerUnpacker unpacker, ImageCodec codec, Catalog catalog) {

  void unpack(Descriptor blob, Chain chain) throws IOException {
    unpacker.unpackStored(blob, chain);
  }

  void name(Descriptor image, @Nullable Reference name) throws IOException {
    if (name == null) {
      catalog.put(image);
    } else {
      catalog.put(name, image);
    }
  }
}
