package dev.jug.image;

import dev.jug.image.archive.DockerArchive;
import dev.jug.image.archive.Members;
import dev.jug.image.catalog.Image;
import dev.jug.image.layout.LayoutSource;
import dev.jug.image.transfer.ImageSource;
import dev.jug.image.transfer.Progress;
import dev.jug.oci.image.Platform;
import dev.jug.oci.image.Reference;
import java.io.IOException;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Takes in all images of an archive, be it {@code docker save}'s or an OCI layout.
 *
 * @param images takes them
 * @param platform which image of several; null for the one that runs here
 * @param progress hears how far it is
 */
public record ArchiveLoader(Images images, @Nullable Platform platform, Progress progress) {
  private static final String NAME = "org.opencontainers.image.ref.name";

  /**
   * Takes them in.
   *
   * @param archive is closed
   * @param loaded hears of each image and its names, of which there may be none
   * @throws IOException if the archive or the disk fails
   */
  public void load(Members archive, BiConsumer<Image, List<Reference>> loaded) throws IOException {
    if (DockerArchive.isOne(archive)) {
      try (var saved = new DockerArchive(archive)) {
        for (var image : saved.images()) {
          load(saved.source(image), loaded);
        }
      }
    } else {
      loadLayout(archive, loaded);
    }
  }

  private void loadLayout(Members archive, BiConsumer<Image, List<Reference>> loaded)
      throws IOException {
    try (archive) {
      for (var descriptor : LayoutSource.images(archive)) {
        load(new LayoutSource(archive, descriptor.annotations().get(NAME)), loaded);
      }
    }
  }

  private void load(ImageSource source, BiConsumer<Image, List<Reference>> loaded)
      throws IOException {
    var names = source.names();
    var pulled = images.pull(source, names, platform, progress);
    loaded.accept(pulled.image(), names);
  }
}
