package dev.jug.image.transfer;

import dev.jug.oci.image.Descriptor;

/**
 * A manifest, an index or a configuration: small, and read as a whole. Its bytes are kept as they
 * are, for they are what its digest is about. Immutable, as long as nobody writes to the bytes.
 */
public final class Document {
  private final Descriptor descriptor;
  private final byte[] bytes;

  /**
   * The document that a descriptor names; whether it does is for {@link #isGenuine()} to say.
   *
   * @param descriptor names it
   * @param bytes the JSON text
   */
  public Document(Descriptor descriptor, byte[] bytes) {
    this.descriptor = descriptor;
    this.bytes = bytes;
  }

  /** A document of this format. */
  public static Document of(String mediaType, byte[] bytes) {
    return new Document(Descriptor.of(mediaType, bytes), bytes);
  }

  /** What names it. */
  public Descriptor descriptor() {
    return descriptor;
  }

  /** The JSON text; not to be written to. */
  public byte[] bytes() {
    return bytes;
  }

  /** Whether the bytes are those that the descriptor names. */
  public boolean isGenuine() {
    return descriptor.size() == bytes.length && descriptor.digest().matches(bytes);
  }
}
