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
 * @param all the lines of the catalog that lead to the image; one image may have several manifests
 * @param found what was named
 * @param text how it was named
 * @param uses of the image
 */
record Removal(List<CatalogEntry> all, Found found, String text, List<ImageUse> uses) {

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

  /** Whether the image goes with its last line: one that runs stays, without a name. */
  boolean isGone() {
    return isLast() && running().isEmpty();
  }

  private Optional<ImageUse> running() {
    return uses.stream().filter(ImageUse::running).findFirst();
  }

  /**
   * Refuses what loses more than was meant.
   *
   * @throws ImageException if containers need it, or it has several names
   */
  void check(boolean force) {
    if (found.byName()) {
      checkName(force);
    } else {
      checkId(force);
    }
  }

  private void checkName(boolean force) {
    if (isLast() && !uses.isEmpty() && !force) {
      throw conflict(
          "unable to remove repository reference \"%s\" (must force) - container %s is using its referenced image %s"
              .formatted(text, uses.getFirst().container(), id()),
          "'jug rm %1$s' removes the container; with --force the image goes, and %1$s keeps what it needs of it."
              .formatted(uses.getFirst().container()));
    }
  }

  private void checkId(boolean force) {
    if (running().isPresent()) {
      throw conflict(
          "unable to delete %s (cannot be forced) - image is being used by running container %s"
              .formatted(id(), running().get().container()),
          "'jug stop %s' ends the container.".formatted(running().get().container()));
    }
    if (names().size() > 1 && !force) {
      throw conflict(
          "unable to delete %s (must be forced) - image is referenced in multiple repositories"
              .formatted(id()),
          "Remove one name, or all of them with --force: " + String.join(", ", names()) + ".");
    }
    if (!uses.isEmpty() && !force) {
      throw conflict(
          "unable to delete %s (must be forced) - image is being used by stopped container %s"
              .formatted(id(), uses.getFirst().container()),
          "'jug rm %s' removes the container.".formatted(uses.getFirst().container()));
    }
  }

  private String id() {
    return found.image().id().shortened();
  }

  private static ImageException conflict(String why, String advice) {
    return new ImageException(Kind.CONFLICT, "conflict: " + why, advice);
  }
}
