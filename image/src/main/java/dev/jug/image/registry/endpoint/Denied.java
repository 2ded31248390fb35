package dev.jug.image.registry.endpoint;

import dev.jug.image.error.ImageException;
import dev.jug.oci.image.Reference;
import java.util.Optional;

/** The sentence for images that may not be read; clients look for Docker's words. */
final class Denied {
  private Denied() {}

  static Optional<ImageException> pull(Reference image, Refusal refusal) {
    return refusal.isDenial()
        ? Optional.of(
            new ImageException(
                ImageException.Kind.DENIED,
                "pull access denied for %s, repository does not exist or may require 'docker login': %s"
                    .formatted(image.familiarName(), refusal.text()),
                "check the name, or log in with jug login " + image.registry()))
        : Optional.empty();
  }
}
