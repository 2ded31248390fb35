package dev.jug.cli.image;

import dev.jug.engine.Engine;
import dev.jug.engine.apt.AptRequest;
import dev.jug.oci.image.Digest;
import dev.jug.oci.image.Reference;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Makes an image of packages, and tells of it in the words of a pull.
 *
 * @param engine makes it
 * @param display shows how far it is
 * @param lines takes the words
 */
record PackagePull(Engine engine, PackageDisplay display, Consumer<String> lines) {
  void run(AptRequest request) throws IOException {
    lines.accept(request.suite() + ": Building from this machine's package sources");
    var before = digest(request.name());
    try (display) {
      var image = engine.apt().make(request, display);
      display.close();
      var digest = image.descriptor().digest();
      lines.accept("Digest: " + digest);
      lines.accept(
          "Status: "
              + (before.filter(digest::equals).isPresent()
                  ? "Image is up to date for "
                  : "Built newer image for ")
              + request.name().familiar());
      lines.accept(request.name().familiar());
    }
  }

  private Optional<Digest> digest(Reference name) throws IOException {
    return engine.images().entries().stream()
        .filter(entry -> entry.name().filter(name::equals).isPresent())
        .map(entry -> entry.digest())
        .findFirst();
  }
}
