package dev.jug.cli.image;

import dev.jug.build.exec.BuildWorld;
import dev.jug.cli.context.Context;
import dev.jug.cli.image.BlobState.Direction;
import dev.jug.image.catalog.Image;
import dev.jug.oci.image.Platform;
import java.io.IOException;

/**
 * Finds the images that a build begins with, and pulls those that are not there, as whoever asks.
 *
 * @param pulls whether to look for newer ones
 */
public record LocalBases(Context context, boolean pulls, boolean quiet)
    implements BuildWorld.Bases {
  @Override
  public Image find(String reference, Platform platform) throws IOException {
    var images = context.engine().images();
    if (pulls || images.lookUp(reference, platform).isEmpty()) {
      try (var transports = new Transports(context);
          var display = TransferDisplay.of(Direction.PULL, context.front(), quiet)) {
        new Pulls(images, transports, display, quiet ? _ -> {} : context.front()::printError)
            .pull(reference, null, platform);
      }
    }
    var found = images.find(reference, platform);
    images.signatures().requireAllowed(found);
    return found.image();
  }
}
