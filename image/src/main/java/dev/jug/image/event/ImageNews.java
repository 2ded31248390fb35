package dev.jug.image.event;

import dev.jug.image.catalog.Catalog;
import dev.jug.image.catalog.CatalogEntry;
import dev.jug.image.catalog.Image;
import dev.jug.image.catalog.ImageReader;
import dev.jug.image.error.ImageException;
import dev.jug.image.event.ImageEvent.Action;
import dev.jug.image.sign.SignatureImage;
import dev.jug.oci.image.Descriptor;
import dev.jug.oci.image.Digest;
import dev.jug.oci.image.Platform;
import dev.jug.oci.image.Reference;
import java.io.IOException;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Tells a listener what happens to images. What is no image, such as signatures, is not told of.
 *
 * @param catalog says which images are left
 * @param reader says what is known of them
 * @param listener is called on the thread that does it, and must be quick
 */
public record ImageNews(Catalog catalog, ImageReader reader, Consumer<ImageEvent> listener) {

  /** Something happened to an image that needs no name to be told. */
  public void tell(Action action, Image image) {
    listener.accept(ImageEvent.of(action, image));
  }

  /** An image has one more name. */
  public void tagged(Image image, Reference name) {
    listener.accept(ImageEvent.tagged(image, name));
  }

  /** What a document stands for has one more name. */
  public void tagged(Descriptor root, Reference name) throws IOException {
    mainOf(root).ifPresent(image -> tagged(image, name));
  }

  /** An image came from a registry, where it has this name. */
  public void pulled(Image image, Reference name) {
    listener.accept(ImageEvent.transferred(Action.PULL, image, name));
  }

  /** What a document stands for went to a registry, where it has this name now. */
  public void pushed(Descriptor root, Reference name) throws IOException {
    mainOf(root)
        .ifPresent(image -> listener.accept(ImageEvent.transferred(Action.PUSH, image, name)));
  }

  /** What nobody needed is gone, and so many bytes of the disk are free again. */
  public void pruned(long bytes) {
    listener.accept(ImageEvent.pruned(bytes));
  }

  /** Of the images of an index, the one that people mean by its name here. */
  private Optional<Image> mainOf(Descriptor root) throws IOException {
    var images = reader.images(root);
    return images.size() < 2
        ? images.stream().findFirst()
        : Optional.of(reader.image(root, Platform.host()));
  }

  /** Lines of the catalog are about to go; what they lead to can still be read. */
  public Departure departing(Collection<CatalogEntry> lines) {
    var events = lines.stream().flatMap(line -> untagged(line).stream()).toList();
    return new Departure(this, events, ids(lines));
  }

  private Optional<ImageEvent> untagged(CatalogEntry line) {
    if (line.name().filter(name -> !SignatureImage.isNamed(name)).isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        images(line).stream()
            .findFirst()
            .map(image -> ImageEvent.of(Action.UNTAG, image))
            .orElseGet(() -> ImageEvent.ofId(Action.UNTAG, line.digest().toString())));
  }

  private Set<Digest> ids(Collection<CatalogEntry> lines) {
    var ids = new LinkedHashSet<Digest>();
    lines.forEach(line -> images(line).forEach(image -> ids.add(image.id())));
    return ids;
  }

  /** None if they cannot be read: what is damaged can be removed all the same. */
  private List<Image> images(CatalogEntry line) {
    try {
      return reader.images(line.descriptor());
    } catch (IOException | ImageException _) {
      return List.of();
    }
  }

  /**
   * What goes with lines of the catalog.
   *
   * @param untagged an event for each name
   * @param ids the images that they lead to
   */
  public record Departure(ImageNews news, List<ImageEvent> untagged, Set<Digest> ids) {
    /** The lines are gone: tells of their names, and of the images to which nothing leads now. */
    public void tell() throws IOException {
      untagged.forEach(news.listener);
      var left = news.ids(news.catalog.entries());
      ids.stream()
          .filter(id -> !left.contains(id))
          .map(id -> ImageEvent.ofId(Action.DELETE, id.toString()))
          .forEach(news.listener);
    }
  }
}
