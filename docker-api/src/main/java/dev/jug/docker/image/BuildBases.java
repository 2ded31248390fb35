package dev.jug.docker.image;

import dev.jug.build.exec.BuildWorld;
import dev.jug.docker.context.Context;
import dev.jug.http.Request;
import dev.jug.image.catalog.Finder.Found;
import dev.jug.image.catalog.Image;
import dev.jug.image.transfer.Progress;
import dev.jug.oci.image.Platform;
import dev.jug.oci.image.Reference;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Finds the images that a build begins with, and pulls those that are not there, as whom the client
 * says it is.
 *
 * @param pulls whether to look for newer ones
 */
public record BuildBases(Context context, Request request, boolean pulls)
    implements BuildWorld.Bases {

  @Override
  public Image find(String reference, Platform platform) throws IOException {
    var images = context.engine().images();
    var present = pulls ? Optional.<Found>empty() : images.lookUp(reference, platform);
    if (present.isPresent()) {
      images.signatures().requireAllowed(present.get());
      return present.get().image();
    }
    return pull(Reference.parse(reference), platform);
  }

  private Image pull(Reference reference, Platform platform) throws IOException {
    var images = context.engine().images();
    var credentials = RegistryAuth.several(request);
    try (var registries = context.registries().open(credentials);
        var source =
            images.signatures().checked(reference, registries.source(reference), registries)) {
      return images.pull(source, List.of(reference), platform, Progress.NONE).image();
    }
  }
}
