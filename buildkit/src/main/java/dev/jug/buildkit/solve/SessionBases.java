package dev.jug.buildkit.solve;

import dev.jug.build.exec.BuildWorld;
import dev.jug.buildkit.progress.Task;
import dev.jug.buildkit.progress.Tasks;
import dev.jug.buildkit.session.SessionCredentials;
import dev.jug.engine.Engine;
import dev.jug.image.catalog.Finder.Found;
import dev.jug.image.catalog.Image;
import dev.jug.image.error.ImageException;
import dev.jug.image.registry.OpensRegistries;
import dev.jug.image.transfer.Progress;
import dev.jug.image.transfer.Progress.Phase;
import dev.jug.oci.image.Platform;
import dev.jug.oci.image.Reference;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Finds the images that a build begins with, and pulls those that are not there with the client's
 * credentials.
 *
 * @param pulls whether to look for newer ones
 */
record SessionBases(
    Engine engine,
    OpensRegistries registries,
    SessionCredentials credentials,
    Tasks tasks,
    boolean pulls)
    implements BuildWorld.Bases {
  private static final int SHOWN = 19;

  @Override
  public Image find(String reference, Platform platform) throws IOException {
    var task = tasks.begin("[internal] load metadata for " + Reference.parse(reference));
    try {
      var image = find(reference, platform, task);
      task.done();
      return image;
    } catch (ImageException e) {
      task.failed(e.getMessage());
      throw e;
    } catch (IOException e) {
      task.failed(String.valueOf(e.getMessage()));
      throw e;
    }
  }

  private Image find(String reference, Platform platform, Task task) throws IOException {
    var images = engine.images();
    var present = pulls ? Optional.<Found>empty() : images.lookUp(reference, platform);
    if (present.isPresent()) {
      images.signatures().requireAllowed(present.get());
      return present.get().image();
    }
    var name = Reference.parse(reference);
    try (var opened = registries.open(credentials);
        var source = images.signatures().checked(name, opened.source(name), opened)) {
      return images.pull(source, List.of(name), platform, progress(task)).image();
    }
  }

  private static Progress progress(Task task) {
    return (blob, phase, done, size) -> {
      if (phase == Phase.DOWNLOADING || phase == Phase.DONE) {
        var part = blob.toString();
        task.part(
            part.substring(0, Math.min(SHOWN, part.length())),
            done,
            Math.max(size, 0),
            phase == Phase.DONE);
      }
    };
  }
}
