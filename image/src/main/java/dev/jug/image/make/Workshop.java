package dev.jug.image.make;

import dev.jug.image.catalog.Catalog;
import dev.jug.image.catalog.CatalogEntry.Origin;
import dev.jug.image.catalog.Image;
import dev.jug.image.content.ContentStore;
import dev.jug.image.content.Lease;
import dev.jug.image.event.ImageNews;
import dev.jug.image.layer.Chain;
import dev.jug.oci.image.Descriptor;
import dev.jug.oci.image.ImageCodec;
import dev.jug.oci.image.Reference;
import java.io.IOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What images are made with.
 *
 * @param store takes blobs
 * @param unpacking unpacks layers
 * @param codec writes documents
 * @param catalog takes names
 * @param news tells what became of images
 * @param tidying removes what an operation made that did not become an image
 */
public record Workshop(
    ContentStore store,
    Unpacking unpacking,
    ImageCodec codec,
    Catalog catalog,
    ImageNews news,
    Consumer<Lease> tidying) {

  /** Unpacks layers. */
  @FunctionalInterface
  public interface Unpacking {
    /** Unpacks the topmost layer of a chain, whose blob is in the store. */
    void unpack(Descriptor blob, Chain chain) throws IOException;
  }

  /** Removes what nobody needs. */
  @FunctionalInterface
  public interface Collection {
    /** After a failure, which takes up what goes wrong here. */
    void after(Exception failure);
  }

  void name(Image image, @Nullable Reference name) throws IOException {
    if (name == null) {
      catalog.put(image.descriptor());
    } else {
      catalog.put(name, image.descriptor(), Origin.HERE);
      news.tagged(image, name);
    }
  }
}
