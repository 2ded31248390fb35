package dev.jug.image.transfer;

import dev.jug.oci.image.Descriptor;

/**
 * A manifest, an index or a configuration: small, and read as a whole. Its bytes are kept as they
 * are, for they are what its digest is about.
 *
 * @param descriptor names it; digest and size are those of the bytes
 * @param bytes the JSON text
 */
public record Document(Descriptor descriptor, byte[] bytes) {
  /** A document of this format. */
  public static Document of(String mediaType, byte[] bytes) {
    return new Document(Descriptor.of(mediaType, bytes), bytes);
  }
}
