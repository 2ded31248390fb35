package dev.jug.image;

import dev.jug.image.catalog.Image;
import dev.jug.image.event.ImageEvent.Action;
import dev.jug.image.make.ConfigChanges;
import dev.jug.image.make.LayerContent;
import dev.jug.oci.image.History;
import dev.jug.oci.image.Platform;
import dev.jug.oci.image.Reference;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes an image of one layer from an archive of files.
 *
 * @param name what it shall be called; null for nothing
 * @param comment what its history shall say
 * @param changes of how it runs, as instructions of a Dockerfile
 * @param platform where it runs; null for here
 */
public record FilesImport(
    @Nullable Reference name, String comment, List<String> changes, @Nullable Platform platform) {
  public FilesImport {
    changes = List.copyOf(changes);
  }

  /**
   * Makes it.
   *
   * @param archive a tar archive, plain or packed; read to its end
   * @param shown what a person calls that
   * @throws IOException if the archive or the disk fails
   */
  public Image run(Images images, InputStream archive, String shown) throws IOException {
    var created = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    try (var plain = images.plain(archive, shown);
        var maker = images.make()) {
      maker.defaults(ConfigChanges.apply(maker.defaults(), changes));
      if (platform != null) {
        maker.platform(platform);
      }
      maker.layer(LayerContent.of(plain), new History(created, null, null, comment, false));
      var image = maker.finish(created, name);
      images.news().tell(Action.IMPORT, image);
      return image;
    }
  }
}
