package dev.jug.image.catalog;

import dev.jug.oci.image.Descriptor;
import dev.jug.oci.image.Digest;
import dev.jug.oci.image.Reference;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Optional;

/**
 * One line of the catalog: a manifest or an index, and what it is called.
 *
 * @param descriptor names the document; its annotations hold the rest
 */
public record CatalogEntry(Descriptor descriptor) {
  /** The annotation with the name (image-layout.md, annotations.md). */
  static final String NAME = "org.opencontainers.image.ref.name";

  /** The annotation with where it came from; without it, from here. */
  private static final String ORIGIN = "dev.jug.image.origin";

  /** Where an image came from, and so what it means to lose it. */
  public enum Origin {
    /** Made, loaded or named here: nobody else may have it under this name. */
    HERE,
    /** From a registry, under this very name: it can be had again. */
    REGISTRY,
    /** From wherever; a newer image has its name now. */
    REPLACED
  }

  /** A document under a name. */
  static CatalogEntry named(Reference name, Descriptor descriptor, Origin origin) {
    return unnamed(descriptor, origin).annotated(NAME, name.toString());
  }

  /** A document without a name. */
  static CatalogEntry unnamed(Descriptor descriptor, Origin origin) {
    var rest = new LinkedHashMap<>(descriptor.annotations());
    rest.remove(NAME);
    rest.remove(ORIGIN);
    var plain = new CatalogEntry(descriptor.withAnnotations(rest));
    return origin == Origin.HERE
        ? plain
        : plain.annotated(ORIGIN, origin.name().toLowerCase(Locale.ROOT));
  }

  private CatalogEntry annotated(String key, String value) {
    return new CatalogEntry(descriptor.annotated(key, value));
  }

  /** Where it came from. */
  public Origin origin() {
    return switch (descriptor.annotations().getOrDefault(ORIGIN, "")) {
      case "registry" -> Origin.REGISTRY;
      case "replaced" -> Origin.REPLACED;
      default -> Origin.HERE;
    };
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

  /** The same document, whose name something else has now. */
  CatalogEntry replaced() {
    return unnamed(descriptor, Origin.REPLACED);
  }
}
