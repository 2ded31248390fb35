package dev.jug.cli.image;

import dev.jug.image.Images;
import dev.jug.image.Images.Pulled;
import dev.jug.image.transfer.ImageSource;
import dev.jug.image.transfer.Location;
import dev.jug.oci.image.Platform;
import dev.jug.oci.image.Reference;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Pulls, and tells of it in Docker's words.
 *
 * @param images takes them in
 * @param transports opens where they come from
 * @param display shows how far it is
 * @param lines takes the words
 */
public record Pulls(
    Images images, Transports transports, TransferDisplay display, Consumer<String> lines) {

  /**
   * Pulls what a text names.
   *
   * @param name what an image from files shall be called; null for what it brings along
   */
  public void pull(String text, @Nullable Reference name, @Nullable Platform platform)
      throws IOException {
    var where = transports.parse(text);
    if (where instanceof Location.Registry(var reference)) {
      pull(reference, platform);
    } else {
      try (var source = transports.source(where)) {
        pull(source, name, platform);
      }
    }
  }

  private void pull(ImageSource source, @Nullable Reference name, @Nullable Platform platform)
      throws IOException {
    var names = name == null ? source.names() : List.of(name);
    tell(images.pull(source, names, platform, display));
    names.forEach(more -> lines.accept(more.familiar()));
  }

  /** Pulls all tags of a repository. */
  public void pullAll(Reference name, @Nullable Platform platform) throws IOException {
    for (var tag : transports.registries().tags(name)) {
      pull(new Reference(name.registry(), name.repository(), tag, null), platform);
    }
  }

  private void pull(Reference reference, @Nullable Platform platform) throws IOException {
    var what = Objects.requireNonNullElse(reference.tag(), String.valueOf(reference.digest()));
    lines.accept(what + ": Pulling from " + reference.repository());
    var registry = transports.source(new Location.Registry(reference));
    try (var source = images.signatures().checked(reference, registry, transports.registries())) {
      var pulled = images.pull(source, List.of(reference), platform, display);
      tell(pulled);
      lines.accept(
          "Status: "
              + (pulled.isNew() ? "Downloaded newer image for " : "Image is up to date for ")
              + reference.familiar());
      lines.accept(reference.toString());
    }
  }

  private void tell(Pulled pulled) {
    display.close();
    lines.accept("Digest: " + pulled.root().digest());
  }
}
