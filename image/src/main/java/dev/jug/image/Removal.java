package dev.jug.image;

import dev.jug.image.catalog.CatalogEntry;
import dev.jug.image.catalog.Finder.Found;
import dev.jug.image.error.ImageException;
import dev.jug.image.error.ImageException.Kind;
import dev.jug.oci.image.Reference;
import java.util.List;

/**
 * What removing an image means, as Docker has it: by name it takes that name away, by id all of
 * them, and the image goes with its last name.
 *
 * @param all the lines of the catalog that lead to the image; one image may have several manifests
 * @param found what was named
 * @param text how it was named
 * @param inUse whether containers were made from it
 */
record Removal(List<CatalogEntry> all, Found found, String text, boolean inUse) {

  /** The lines that go. */
  List<CatalogEntry> lines() {
    return found.byName() ? List.of(found.entry()) : all;
  }

  /** Their names. */
  List<String> names() {
    return lines().stream().flatMap(line -> line.name().stream()).map(Reference::familiar).toList();
  }

  /** Whether no line is left. */
  boolean isLast() {
    return lines().size() == all.size();
  }

  /** Whether the image goes with its last line: one that containers need stays without a name. */
  boolean isGone() {
    return isLast() && !inUse;
  }

  /**
   * Refuses what loses more than was meant.
   *
   * @throws ImageException if containers need it, or it has several names
   */
  void check(boolean force) {
    var id = found.image().id().shortened();
    if (names().size() > 1 && !force) {
      throw conflict(
          "unable to delete %s (must be forced) - image is referenced in multiple repositories"
              .formatted(id));
    }
    if (isLast() && inUse && !force) {
      throw conflict(
          "unable to remove repository reference \"%s\" (must force) - container is using its referenced image %s"
              .formatted(text, id));
    }
  }

  private static ImageException conflict(String why) {
    return new ImageException(
        Kind.CONFLICT, "conflict: " + why, "See 'jug ps -a'; or use --force.");
  }
}
