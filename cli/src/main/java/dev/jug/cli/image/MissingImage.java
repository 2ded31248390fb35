package dev.jug.cli.image;

import dev.jug.cli.context.Context;
import dev.jug.engine.request.ContainerImage.Stored;
import dev.jug.engine.request.ContainerRequest;
import dev.jug.image.error.ImageException;
import dev.jug.image.error.ImageException.Kind;
import dev.jug.image.transfer.Location;
import dev.jug.oci.image.Reference;
import java.io.IOException;
import java.time.InstantSource;

/** Pulls the image that a container shall be made from, if it is not here. */
public record MissingImage(Context context) {

  /**
   * Sees to it that the request's image is here; what is said about it is no output of the
   * container.
   */
  public void provide(ContainerRequest request) throws IOException {
    if (request.image() instanceof Stored(var name, _) && !isHere(name)) {
      var front = context.front();
      var familiar = Reference.parse(name).familiar();
      front.printError("Unable to find image '" + familiar + "' locally");
      try (var transports = new Transports(front, context.engine().images())) {
        if (transports.parse(name) instanceof Location.Packages(var suite)) {
          make(suite);
        } else {
          pull(name, transports);
        }
      }
    }
  }

  private void pull(String name, Transports transports) throws IOException {
    var front = context.front();
    try (var display =
        new TransferDisplay(front::printErrorText, front.isTerminal(2), InstantSource.system())) {
      new Pulls(context.engine().images(), transports, display, front::printError)
          .pull(name, null, null);
    }
  }

  private void make(String suite) throws IOException {
    var front = context.front();
    var display =
        new PackageDisplay(front::printErrorText, front.isTerminal(2), InstantSource.system());
    new PackagePull(context.engine(), display, front::printError)
        .run(new PackageOptions().request(suite, null, front.request().environment()));
  }

  private boolean isHere(String name) throws IOException {
    try {
      context.engine().images().find(name, null);
      return true;
    } catch (ImageException e) {
      if (e.kind() == Kind.NOT_FOUND) {
        return false;
      }
      throw e;
    }
  }
}
