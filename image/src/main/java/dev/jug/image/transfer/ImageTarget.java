package dev.jug.image.transfer;

import dev.jug.oci.image.Descriptor;
import dev.jug.oci.image.Reference;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * Where one image, or one index of images, goes to: first the blobs, then configurations and
 * manifests, and at last the document that the image's name will stand for. Nobody sees the image
 * before {@link #finish}. Closing without it leaves nothing behind where that is possible. Safe for
 * use by several threads.
 */
public interface ImageTarget extends AutoCloseable {
  /** What a person calls it, for messages. */
  String name();

  /** The name under which everybody can pull it from there; empty for files. */
  default Optional<Reference> published() {
    return Optional.empty();
  }

  /** Whether a blob is there already, or could be taken over without sending it. */
  boolean has(Descriptor descriptor);

  /**
   * Stores a blob, or a configuration.
   *
   * @param content opens the bytes; called again for another try
   * @throws IOException if the content cannot be read or the target breaks
   */
  void put(Descriptor descriptor, Content content) throws IOException;

  /** Stores a manifest that an index refers to. */
  void put(Document manifest) throws IOException;

  /** Stores the image's own document, and gives it the image's name. */
  void finish(Document root) throws IOException;

  @Override
  void close();

  /** Opens the bytes of a blob. */
  interface Content {
    /** The bytes from the beginning; the caller closes them. */
    InputStream open() throws IOException;
  }
}
