package dev.jug.cri.image;

import dev.jug.cri.message.Draft;
import dev.jug.image.Images;
import dev.jug.image.catalog.CatalogEntry;
import dev.jug.image.catalog.Image;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/**
 * Images as the CRI has them.
 *
 * @param images has them
 */
record ImageViews(Images images) {
  /** One image with all its lines of the catalog. */
  record Known(Image image, List<CatalogEntry> entries) {}

  /** All images that can run here, each once. */
  List<Known> all() throws IOException {
    var byId = new LinkedHashMap<String, Known>();
    for (var entry : images.entries()) {
      for (var image : images.images(entry)) {
        byId.putIfAbsent(image.id().toString(), new Known(image, images.entries(image)));
      }
    }
    return List.copyOf(byId.values());
  }

  /** {@code Image}. */
  void write(Draft out, Known known) {
    var tags = new TreeSet<String>();
    var digests = new TreeSet<String>();
    for (var entry : known.entries()) {
      entry
          .name()
          .ifPresent(name -> {
            var repository = name.registry() + "/" + name.repository();
            if (name.tag() != null) {
              tags.add(repository + ":" + name.tag());
            }
            digests.add(repository + "@" + entry.digest());
          });
    }
    out.text("id", known.image().id().toString())
        .texts("repo_tags", tags)
        .texts("repo_digests", digests)
        .number("size", size(known.image()));
    var user = Objects.requireNonNullElse(known.image().config().defaults().user(), "");
    var name = user.indexOf(':') < 0 ? user : user.substring(0, user.indexOf(':'));
    if (name.matches("[0-9]{1,10}")) {
      out.value("uid", Long.parseLong(name));
    } else {
      out.text("username", name);
    }
  }

  /** What it takes of the disk. */
  private long size(Image image) {
    try {
      return images.upkeep().unpackedSize(image);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What {@code crictl inspecti} shows besides. */
  Map<String, String> info(Known known) {
    var info = new LinkedHashMap<String, String>();
    info.put("manifest", known.image().descriptor().digest().toString());
    info.put("driver", images.driver());
    return info;
  }
}
