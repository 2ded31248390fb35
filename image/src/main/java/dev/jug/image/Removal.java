package dev.jug.image;

import dev.jug.image.catalog.CatalogEntry;
import dev.jug.image.catalog.Finder.Found;
import dev.jug.image.error.ImageException;
import dev.jug.image.error.ImageException.Kind;
import dev.jug.oci.image.Digest;
import dev.jug.oci.image.Reference;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What removing an image means, as Docker has it: by name it takes that name away, by id all of
 * them, and the image goes with its last name.
 *
 * @param entries the lines of the catalog that lead to the image
 * @param found what was named
 * @param text how it was named
 * @param used manifests that containers were made from
 */
record Removal(List<CatalogEntry> entries, Found found, String text, Set<Digest> used) {

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
    return isLast() && !inUse();
  }

  /** The documents that go: all of them, for several may be about the same image. */
  List<Digest> documents() {
    return isLast() ? entries.stream().map(CatalogEntry::digest).distinct().toList() : List.of();
  }

  private List<Reference> all() {
    return entries.stream().map(CatalogEntry::name).flatMap(Optional::stream).toList();
  }

  private boolean inUse() {
    return used.contains(found.image().descriptor().digest())
        || documents().stream().anyMatch(used::contains);
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
    if (isLast() && inUse() && !force) {
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
