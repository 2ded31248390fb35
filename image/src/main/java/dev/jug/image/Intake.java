package dev.jug.image;

import dev.jug.image.Images.Pulled;
import dev.jug.image.catalog.Catalog;
import dev.jug.image.catalog.CatalogEntry;
import dev.jug.image.catalog.CatalogEntry.Origin;
import dev.jug.image.catalog.Image;
import dev.jug.image.catalog.ImageReader;
import dev.jug.image.content.ContentStore;
import dev.jug.image.content.Lease;
import dev.jug.image.event.ImageEvent.Action;
import dev.jug.image.event.ImageNews;
import dev.jug.image.pull.Puller;
import dev.jug.image.transfer.ImageSource;
import dev.jug.image.transfer.Progress;
import dev.jug.oci.image.Descriptor;
import dev.jug.oci.image.Digest;
import dev.jug.oci.image.Platform;
import dev.jug.oci.image.Reference;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Takes images in and names them. One image may have several manifests, of which a source without a
 * manifest of its own needs none but the one that is here.
 */
record Intake(
    ContentStore store,
    Catalog catalog,
    ImageReader reader,
    Puller puller,
    Upkeep upkeep,
    ImageNews news) {

  Pulled take(
      ImageSource source, List<Reference> names, @Nullable Platform platform, Progress progress)
      throws IOException {
    try (var lease = store.lease()) {
      try {
        var pulled = take(source, names, platform, progress, lease);
        lease.done();
        tell(source, names, pulled.image());
        return pulled;
      } catch (IOException | RuntimeException e) {
        upkeep.collectAfter(e, lease);
        throw e;
      }
    }
  }

  private Pulled take(
      ImageSource source,
      List<Reference> names,
      @Nullable Platform platform,
      Progress progress,
      Lease lease)
      throws IOException {
    var known = known(source, lease);
    var root = known.isPresent() ? known.get() : puller.pull(source, platform, lease, progress);
    boolean isNew = names.isEmpty() || !stands(names.getFirst(), root);
    var image = reader.image(root, Objects.requireNonNullElseGet(platform, Platform::host));
    if (names.isEmpty()) {
      catalog.put(root);
    }
    for (var name : names) {
      catalog.put(name, root, source.isLasting() ? Origin.REGISTRY : Origin.HERE);
    }
    upkeep.used(root);
    forgetNameless(image, root);
    return new Pulled(root, image, isNew);
  }

  /** What comes from files is loaded, whatever it is called; what is in a registry has one name. */
  private void tell(ImageSource source, List<Reference> names, Image image) {
    if (source.isLasting()) {
      names.forEach(name -> news.pulled(image, name));
    } else {
      news.tell(Action.LOAD, image);
    }
  }

  private boolean stands(Reference name, Descriptor root) throws IOException {
    return catalog.entries().stream()
        .anyMatch(
            e -> e.name().filter(name::equals).isPresent() && e.digest().equals(root.digest()));
  }

  /** A manifest of the same image that is here, if the source has but a makeshift one. */
  private Optional<Descriptor> known(ImageSource source, Lease lease) throws IOException {
    if (source.hasManifest()) {
      return Optional.empty();
    }
    var id = puller.codec().manifest(source.root().bytes()).config().digest();
    for (var entry : catalog.entries()) {
      for (var image : reader.images(entry.descriptor())) {
        if (image.id().equals(id) && image.descriptor().digest().equals(entry.digest())) {
          lease.add(Stream.concat(blobs(image), image.chain().keys().stream()).toList());
          if (isComplete(image)) {
            return Optional.of(image.descriptor());
          }
        }
      }
    }
    return Optional.empty();
  }

  private static Stream<Digest> blobs(Image image) {
    var layers = image.manifest().layers().stream().map(Descriptor::digest);
    return Stream.concat(Stream.of(image.descriptor().digest(), image.id()), layers);
  }

  private boolean isComplete(Image image) {
    return blobs(image).allMatch(store::has)
        && image.chain().prefixes().stream().allMatch(puller.unpacker().driver()::has);
  }

  /** A manifest that lost its name to another one of the same image is of no use to anybody. */
  private void forgetNameless(Image image, Descriptor root) throws IOException {
    boolean forgotten = false;
    for (var entry : catalog.entries()) {
      if (entry.name().isEmpty() && !entry.digest().equals(root.digest()) && isOf(entry, image)) {
        catalog.remove(List.of(entry));
        forgotten = true;
      }
    }
    if (forgotten) {
      upkeep.collect();
    }
  }

  private boolean isOf(CatalogEntry entry, Image image) throws IOException {
    var images = reader.images(entry.descriptor());
    return images.size() == 1 && images.getFirst().id().equals(image.id());
  }
}
