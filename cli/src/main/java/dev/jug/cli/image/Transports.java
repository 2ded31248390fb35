package dev.jug.cli.image;

import dev.jug.cli.context.Context;
import dev.jug.image.Images;
import dev.jug.image.Signatures;
import dev.jug.image.error.ImageException;
import dev.jug.image.error.ImageException.Kind;
import dev.jug.image.registry.Registries;
import dev.jug.image.registry.auth.CredentialFiles;
import dev.jug.image.sign.Signature;
import dev.jug.image.transfer.ImageSource;
import dev.jug.image.transfer.ImageTarget;
import dev.jug.image.transfer.Location;
import dev.jug.image.transport.LocalTransport;
import dev.jug.oci.image.Digest;
import dev.jug.oci.image.Reference;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Opens what the user of a front may reach: with that user's credentials, proxies and files. */
public final class Transports implements AutoCloseable {
  private final Path here;
  private final Images images;
  private final Registries registries;

  public Transports(Context context) {
    images = context.engine().images();
    var request = context.front().request();
    var environment = request.environment();
    here = Path.of(request.directory());
    var home = Path.of(environment.getOrDefault("HOME", "/root"));
    registries =
        Registries.of(
            environment,
            new CredentialFiles(environment, home),
            context.engine().settings().registries().defaults());
  }

  /** What a text means, seen from the front's working directory. */
  public Location parse(String text) {
    return Location.parse(text, here);
  }

  /** Opens an image to read; the caller closes it. */
  public ImageSource source(Location where) throws IOException {
    return switch (where) {
      case Location.Registry(var reference) -> registries.source(reference);
      case Location.Local place -> images.onDisk(() -> local().source(place));
      case Location.Packages(var suite) ->
          throw new ImageException(
              Kind.INVALID, "apt:" + suite + " is no image yet", "Make it: jug pull apt:" + suite);
    };
  }

  /** Opens a place to write an image to; the caller closes it. */
  public ImageTarget target(Location where) throws IOException {
    return switch (where) {
      case Location.Registry(var reference) ->
          registries.target(reference, images.origins(reference));
      case Location.Local place -> local().target(place);
      case Location.Packages(var suite) ->
          throw new ImageException(
              Kind.INVALID,
              "apt:" + suite + " stands for packages, where no image can go to",
              "Give the image a registry's name, see jug tag, and push that.");
    };
  }

  private LocalTransport local() throws IOException {
    return new LocalTransport(images.scratch());
  }

  /** The signatures that a registry has of an image. */
  public List<Signature> signatures(Reference image, Digest manifest) throws IOException {
    return Signatures.fetch(image, manifest, registries);
  }

  /** The registries. */
  public Registries registries() {
    return registries;
  }

  @Override
  public void close() {
    registries.close();
  }
}
