package dev.jug;

import dev.jug.engine.Engine;
import dev.jug.engine.apt.AptRequest;
import dev.jug.engine.apt.AptVariant;
import dev.jug.image.error.ImageException;
import dev.jug.image.registry.Registries;
import dev.jug.image.registry.auth.CredentialFiles;
import dev.jug.image.transfer.Location;
import dev.jug.image.transfer.Progress;
import dev.jug.image.transport.LocalTransport;
import dev.jug.oci.image.Reference;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Fetches images as the user of this program: with the credentials, proxies and registries that its
 * environment leads to.
 */
record ImagePull(Engine engine, Map<String, String> environment) {
  /**
   * Fetches an image if it is not here.
   *
   * @throws ImageException if it cannot be had
   */
  void provide(String image) throws IOException {
    if (engine.images().lookUp(image, null).isEmpty()) {
      pull(image);
    }
  }

  /**
   * Fetches an image, even if one of that name is here.
   *
   * @param image as {@code jug pull} takes it
   * @throws ImageException if it cannot be had
   */
  void pull(String image) throws IOException {
    switch (Location.parse(image, Path.of(""))) {
      case Location.Registry(var reference) -> pull(reference);
      case Location.Local place -> pull(place);
      case Location.Packages(var suite) -> make(suite);
    }
  }

  private void pull(Reference reference) throws IOException {
    var images = engine.images();
    try (var registries = registries();
        var source =
            images.signatures().checked(reference, registries.source(reference), registries)) {
      images.pull(source, List.of(reference), null, Progress.NONE);
    }
  }

  private Registries registries() {
    var home = Path.of(environment.getOrDefault("HOME", "/root"));
    return Registries.of(
        environment,
        new CredentialFiles(environment, home),
        engine.settings().registries().defaults());
  }

  private void pull(Location.Local place) throws IOException {
    var images = engine.images();
    try (var source = images.onDisk(() -> new LocalTransport(images.scratch()).source(place))) {
      images.pull(source, source.names(), null, Progress.NONE);
    }
  }

  private void make(String suite) throws IOException {
    var name = Reference.parse("apt:" + suite);
    var request = new AptRequest(suite, AptVariant.MINBASE, List.of(), name, environment);
    engine.apt().make(request, _ -> {});
  }
}
