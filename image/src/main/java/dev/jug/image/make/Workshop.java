package dev.jug.image.make;

import dev.jug.image.catalog.Catalog;
import dev.jug.image.catalog.CatalogEntry.Origin;
import dev.jug.image.catalog.Image;
import dev.jug.image.content.ContentStore;
import dev.jug.image.content.Lease;
import dev.jug.image.event.ImageNews;
import dev.jug.image.layer.Chain;
import dev.jug.image.transfer.ImageSource;
import dev.jug.oci.image.Descriptor;
import dev.jug.oci.image.ImageCodec;
import dev.jug.oci.image.Reference;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What images are made with.
 *
 * @param store takes blobs
 * @param unpacking unpacks layers
 * @param fetching takes in layers that were made elsewhere
 * @param codec writes documents
 * @param catalog takes names
 * @param news tells what became of images
 * @param tidying removes what an operation made that did not become an image
 */
public record Workshop(
    ContentStore store,
    Unpacking unpacking,
    Fetching fetching,
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

  /** Takes in layers that were made elsewhere. */
  @FunctionalInterface
  public interface Fetching {
    /** Fetches the topmost of some layers, the lowest of which is the first, and verifies it. */
    void fetch(ImageSource source, List<MadeLayer> layers) throws IOException;
  }

  /** Removes what nobody needs. */
  @FunctionalInterface
  public interface Collection {
    /** After a failure, which takes up what goes wrong here. */
    void after(Exception failure);
  }

  /**
   * Keeps an image.
   *
   * @param root its manifest, or an index of it and of what is said of it
   */
  void name(Image image, Descriptor root, @Nullable Reference name) throws IOException {
    if (name == null) {
      catalog.put(root);
    } else {
      catalog.put(name, root, Origin.HERE);
      news.tagged(image, name);
    }
  }
}
