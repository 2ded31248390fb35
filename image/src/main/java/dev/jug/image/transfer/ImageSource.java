package dev.jug.image.transfer;

import dev.jug.image.error.ImageException;
import dev.jug.oci.image.Descriptor;
import dev.jug.oci.image.Reference;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * Where one image, or one index of images, comes from.
 *
 * <p>Whoever copies reads the {@link #root()}; if it is an index, chooses manifests in it and reads
 * them with {@link #document}; reads each manifest's configuration the same way, and its layers
 * with {@link #blob}. All bytes are verified by whoever copies, not here: a source may lie. Safe
 * for use by several threads, for layers are fetched side by side.
 */
public interface ImageSource extends AutoCloseable {
  /** What a person calls it, for messages. */
  String name();

  /** The names that the image brings along; none where its name is how it was asked for. */
  default List<Reference> names() {
    return List.of();
  }

  /** Whether the image can be had from there again, by whoever knows its name. */
  default boolean isLasting() {
    return false;
  }

  /**
   * Whether the image has a manifest of its own; else one was made up for want of it, and another
   * one of the same image is as good.
   */
  default boolean hasManifest() {
    return true;
  }

  /** How often a blob that broke is opened again. */
  default Patience patience() {
    return Patience.NONE;
  }

  /**
   * The document that the image's name stands for: a manifest or an index.
   *
   * @throws ImageException if there is no such image, or it may not be read
   */
  Document root();

  /**
   * Another document of this image.
   *
   * @throws ImageException if it is not there, or larger than its descriptor says
   */
  Document document(Descriptor descriptor);

  /**
   * Opens a blob of this image.
   *
   * @param from the first byte wanted, 0 … size; what came before is there already
   * @throws ImageException if it is not there, or may not be read
   * @throws IOException if the connection or the file breaks, here or in the stream; another try
   *     may work
   */
  InputStream blob(Descriptor descriptor, long from) throws IOException;

  @Override
  void close();
}
