package dev.jug.image;

import dev.jug.image.catalog.CatalogEntry;
import dev.jug.image.catalog.Finder.Found;
import dev.jug.image.error.ImageException;
import dev.jug.image.error.ImageException.Kind;
import dev.jug.oci.image.Reference;
import java.util.List;
import java.util.Optional;

/**
 * What removing an image means, as Docker has it: by name it takes that name away, by id all of
 * them, and the image goes with its last name.
 *
 * @param entries all lines of the catalog
 * @param found what was named
 * @param text how it was named
 * @param inUse whether containers were made from it
 */
record Removal(List<CatalogEntry> entries, Found found, String text, boolean inUse) {

  /** The names that go. */
  List<Reference> names() {
    return found.byName() ? found.entry().name().stream().toList() : all();
  }

  /** Whether no name is left. */
  boolean isLast() {
    return names().size() == all().size();
  }

  /** Whether the image goes with its last name: one that containers need stays without a name. */
  boolean isGone() {
    return isLast() && !inUse;
  }

  private List<Reference> all() {
    return entries.stream()
        .filter(entry -> entry.digest().equals(found.entry().digest()))
        .map(CatalogEntry::name)
        .flatMap(Optional::stream)
        .toList();
  }

  /**
   * Refuses what loses more than was meant.
   *
   * @throws ImageException if containers need it, or it has several names
   */
  void check(boolean force) {
    var id = found.image().id().shortened();
    if (!found.byName() && all().size() > 1 && !force) {
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
