package dev.jug.image.catalog;

import dev.jug.oci.image.Descriptor;
import dev.jug.oci.image.Digest;
import dev.jug.oci.image.Reference;
import java.util.LinkedHashMap;
import java.util.Optional;

/**
 * One line of the catalog: a manifest or an index, and what it is called.
 *
 * @param descriptor names the document; its annotations hold the rest
 */
public record CatalogEntry(Descriptor descriptor) {
  /** The annotation with the name (image-layout.md, annotations.md). */
  static final String NAME = "org.opencontainers.image.ref.name";

  /** The same document under a name. */
  static CatalogEntry named(Reference name, Descriptor descriptor) {
    return new CatalogEntry(descriptor.annotated(NAME, name.toString()));
  }

  /** What it is called; empty for an image that lost its name to a newer one. */
  public Optional<Reference> name() {
    return Optional.ofNullable(descriptor.annotations().get(NAME)).map(Reference::parse);
  }

  /** What people know it by: its name, or its digest if it has none. */
  public String shown() {
    return name().map(Reference::familiar).orElse(digest().toString());
  }

  /** The document's digest. */
  public Digest digest() {
    return descriptor.digest();
  }

  boolean isCalled(Reference name) {
    return name().filter(name::equals).isPresent();
  }

  boolean sameDocument(CatalogEntry other) {
    return digest().equals(other.digest());
  }

  CatalogEntry withoutName() {
    var rest = new LinkedHashMap<>(descriptor.annotations());
    rest.remove(NAME);
    return new CatalogEntry(descriptor.withAnnotations(rest));
  }
}
