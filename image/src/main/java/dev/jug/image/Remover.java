package dev.jug.image;

import dev.jug.image.Images.Removed;
import dev.jug.image.catalog.Catalog;
import dev.jug.image.catalog.CatalogEntry;
import dev.jug.image.catalog.Collector;
import dev.jug.image.catalog.Finder.Found;
import dev.jug.image.content.ContentStore;
import dev.jug.image.error.ImageException;
import dev.jug.image.event.ImageNews;
import dev.jug.oci.image.Digest;
import dev.jug.oci.image.Reference;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/**
 * Removes images by name and by id.
 *
 * @param images finds what belongs together
 * @param store holds what is meanwhile left behind
 * @param catalog forgets names
 * @param news tells of it
 * @param uses of all images
 */
record Remover(
    Images images, ContentStore store, Catalog catalog, ImageNews news, List<ImageUse> uses) {

  Removed remove(String text, boolean force) throws IOException {
    Found found;
    try {
      found = images.find(text, null);
    } catch (ImageException e) {
      return removeDamaged(text, e);
    }
    return remove(found, text, force);
  }

  /** What cannot be read can still be removed by its name, and pulled again. */
  private Removed removeDamaged(String text, ImageException why) throws IOException {
    var lines = Reference.tryParse(text).map(this::named).orElse(List.of());
    if (lines.isEmpty()) {
      throw why;
    }
    var departure = news.departing(lines);
    try (var lease = store.lease()) {
      catalog.remove(lines);
      images.upkeep().collect();
      lease.done();
    }
    departure.tell();
    return new Removed(lines.stream().map(CatalogEntry::shown).toList(), List.of());
  }

  private List<CatalogEntry> named(Reference name) {
    try {
      return catalog.entries().stream()
          .filter(entry -> entry.name().filter(name::equals).isPresent())
          .toList();
    } catch (IOException e) {
      throw ImageException.of("read the images", e);
    }
  }

  private Removed remove(Found found, String text, boolean force) throws IOException {
    var lines = images.entries(found.image());
    var removal = new Removal(lines, found, text, usesOf(lines));
    removal.check(force);
    var departure = news.departing(removal.lines());
    var collected = forget(removal);
    departure.tell();
    var deleted = new ArrayList<String>();
    if (removal.isGone()) {
      deleted.add(found.image().id().toString());
    }
    collected.layers().forEach(layer -> deleted.add(layer.toString()));
    return new Removed(removal.names(), List.copyOf(deleted));
  }

  /** The lease tells the next one who looks that this was not finished, should it be killed. */
  private Collector.Collected forget(Removal removal) throws IOException {
    try (var lease = store.lease()) {
      if (removal.isLast() && !removal.isGone()) {
        catalog.unname(removal.lines());
      } else {
        catalog.remove(removal.lines());
      }
      var collected = images.upkeep().collect();
      lease.done();
      return collected;
    }
  }

  private List<ImageUse> usesOf(List<CatalogEntry> lines) throws IOException {
    var manifests = new HashSet<Digest>();
    for (var line : lines) {
      images.images(line).forEach(image -> manifests.add(image.descriptor().digest()));
    }
    return uses.stream().filter(use -> manifests.contains(use.manifest())).toList();
  }
}
