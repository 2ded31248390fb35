package dev.jug.image;

import dev.jug.image.archive.ArchiveOutput;
import dev.jug.image.archive.DockerArchiveWriter;
import dev.jug.image.catalog.Finder.Found;
import dev.jug.image.catalog.Image;
import dev.jug.image.event.ImageEvent.Action;
import dev.jug.image.transfer.Progress;
import dev.jug.oci.image.Digest;
import dev.jug.oci.image.Platform;
import dev.jug.oci.image.Reference;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * Writes images into one archive that docker, podman and {@link ArchiveLoader} read.
 *
 * @param images has them
 * @param platform which image of several
 */
public record ArchiveSaver(Images images, Platform platform) {

  /**
   * Writes them.
   *
   * @param names names or ids
   * @throws dev.jug.image.error.ImageException if there is no such image
   * @throws IOException if the disk or the output fails
   */
  public void save(List<String> names, ArchiveOutput output) throws IOException {
    try (var writer = images.onDisk(() -> new DockerArchiveWriter(output, images.scratch()))) {
      var saved = new LinkedHashMap<Digest, Image>();
      for (var name : names) {
        var found = images.find(name, platform);
        saved.put(found.image().id(), found.image());
        try (var target = writer.image(tags(found))) {
          images.push(found.image().descriptor(), platform, target, Progress.NONE);
        }
      }
      writer.finish();
      saved.values().forEach(image -> images.news().tell(Action.SAVE, image));
    }
  }

  /** An image that was named by its id is saved without a name. */
  private static List<Reference> tags(Found found) {
    return found.byName() ? found.entry().name().stream().toList() : List.of();
  }
}
