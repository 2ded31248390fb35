package dev.jug.cli.image;

import dev.jug.image.Images;
import dev.jug.image.Images.Pulled;
import dev.jug.image.transfer.ImageSource;
import dev.jug.image.transfer.Location;
import dev.jug.oci.image.Platform;
import dev.jug.oci.image.Reference;
import java.io.IOException;
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

  /** Pulls what a text names. */
  public void pull(String text, @Nullable Platform platform) throws IOException {
    var where = transports.parse(text);
    if (where instanceof Location.Registry(var reference)) {
      pull(reference, platform);
    } else {
      try (var source = transports.source(where)) {
        tell(images.pull(source, nameIn(source), platform, display));
      }
    }
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
    try (var source = transports.source(new Location.Registry(reference))) {
      var pulled = images.pull(source, reference, platform, display);
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

  /** The name that the source's own document has, if it is one for registries. */
  private static @Nullable Reference nameIn(ImageSource source) {
    var name = source.root().descriptor().annotations().get("org.opencontainers.image.ref.name");
    return name == null ? null : Reference.parse(name);
  }
}
