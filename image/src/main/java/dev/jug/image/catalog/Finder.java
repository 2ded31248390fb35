package dev.jug.image.catalog;

import dev.jug.image.error.ImageException;
import dev.jug.image.error.ImageException.Kind;
import dev.jug.oci.image.Digest;
import dev.jug.oci.image.Platform;
import dev.jug.oci.image.Reference;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Finds images by what people type: a name, an id, or the beginning of an id. */
public final class Finder {
  private static final String ALGORITHM = "sha256:";

  private final Catalog catalog;
  private final ImageReader reader;

  public Finder(Catalog catalog, ImageReader reader) {
    this.catalog = catalog;
    this.reader = reader;
  }

  /**
   * What was found.
   *
   * @param entry the catalog's line, one of them if the image has several names
   * @param image the image for the wanted platform
   * @param byName whether it was found by its name rather than by its id
   */
  public record Found(CatalogEntry entry, Image image, boolean byName) {}

  /**
   * The image that a text means.
   *
   * @throws ImageException if there is none, or the beginning of an id is that of several
   */
  public Found find(String text, Platform platform) throws IOException {
    var entries = catalog.entries();
    var named = entries.stream().filter(named(text)).findFirst();
    if (named.isPresent()) {
      return found(named.get(), platform, true);
    }
    var matching = byId(entries, text, platform);
    return switch (matching.stream().map(f -> f.image().id()).distinct().toList().size()) {
      case 0 ->
          throw new ImageException(
              Kind.NOT_FOUND, "No such image: " + shown(text), "See 'jug images'.");
      case 1 -> matching.getFirst();
      default ->
          throw new ImageException(
              Kind.INVALID, "the image id " + text + " is ambiguous", "Use more of its digits.");
    };
  }

  /**
   * The same; empty if there is none.
   *
   * @throws ImageException if the beginning of an id is that of several
   */
  public Optional<Found> lookUp(String text, Platform platform) throws IOException {
    try {
      return Optional.of(find(text, platform));
    } catch (ImageException e) {
      if (e.kind() == Kind.NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private Found found(CatalogEntry entry, Platform platform, boolean byName) throws IOException {
    return new Found(entry, reader.image(entry.descriptor(), platform), byName);
  }

  private static Predicate<CatalogEntry> named(String text) {
    return Reference.tryParse(text)
        .<Predicate<CatalogEntry>>map(reference -> entry -> means(reference, entry))
        .orElse(_ -> false);
  }

  /** A digest says all; the tag beside it is a comment. */
  private static boolean means(Reference reference, CatalogEntry entry) {
    var name = entry.name();
    if (name.isEmpty() || reference.digest() == null) {
      return entry.isCalled(reference);
    }
    return entry.digest().equals(reference.digest())
        && name.get().familiarName().equals(reference.familiarName());
  }

  private List<Found> byId(List<CatalogEntry> entries, String text, Platform platform)
      throws IOException {
    var digits = text.startsWith(ALGORITHM) ? text.substring(ALGORITHM.length()) : text;
    var matching = new ArrayList<Found>();
    if (digits.matches("[0-9a-f]{1,64}")) {
      for (var entry : entries) {
        for (var image : reader.images(entry.descriptor())) {
          if (startsWith(entry.digest(), digits)
              || startsWith(image.id(), digits)
              || startsWith(image.descriptor().digest(), digits)) {
            matching.add(found(entry, platform, false));
            break;
          }
        }
      }
    }
    return matching;
  }

  private static boolean startsWith(Digest digest, String digits) {
    return digest.hex().startsWith(digits);
  }

  private static String shown(String text) {
    return Reference.tryParse(text).map(Reference::familiar).orElse(text);
  }
}
