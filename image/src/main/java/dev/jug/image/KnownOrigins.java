package dev.jug.image;

import dev.jug.image.catalog.CatalogEntry;
import dev.jug.image.catalog.Image;
import dev.jug.image.registry.BlobOrigins;
import dev.jug.oci.image.Digest;
import dev.jug.oci.image.Reference;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a registry has blobs already, to judge by the names of the images here. A name may promise
 * too much: then the blob is sent after all.
 *
 * @param target what is pushed to
 */
record KnownOrigins(Images images, Reference target) implements BlobOrigins {
  private static final int MOST = 3;

  @Override
  public List<String> repositories(Digest blob) {
    var repositories = new ArrayList<String>();
    try {
      for (var entry : images.entries()) {
        if (isElsewhere(entry) && has(entry, blob)) {
          repositories.add(entry.name().orElseThrow().repository());
        }
      }
    } catch (IOException e) {
      // To send it costs time, nothing else.
      System.getLogger(KnownOrigins.class.getName())
          .log(System.Logger.Level.DEBUG, "looking for " + blob, e);
    }
    return repositories.stream().distinct().limit(MOST).toList();
  }

  private boolean isElsewhere(CatalogEntry entry) {
    return entry
        .name()
        .filter(name -> name.registry().equals(target.registry()))
        .filter(name -> !name.repository().equals(target.repository()))
        .isPresent();
  }

  private boolean has(CatalogEntry entry, Digest blob) throws IOException {
    return images.images(entry).stream().anyMatch(image -> has(image, blob));
  }

  private static boolean has(Image image, Digest blob) {
    return image.id().equals(blob)
        || image.manifest().layers().stream().anyMatch(layer -> layer.digest().equals(blob));
  }
}
