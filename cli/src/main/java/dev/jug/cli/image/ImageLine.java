package dev.jug.cli.image;

import dev.jug.door.text.Age;
import dev.jug.door.text.Json;
import dev.jug.door.text.Size;
import dev.jug.image.catalog.CatalogEntry;
import dev.jug.image.catalog.Image;
import dev.jug.oci.image.Digest;
import dev.jug.oci.image.Reference;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Objects;
import java.util.Optional;

/**
 * An image as {@code jug images} shows it.
 *
 * @param entry the catalog's line
 * @param image the image behind it
 * @param size bytes on disk, layers that it shares with others included
 */
record ImageLine(CatalogEntry entry, Image image, long size) {
  private static final String NONE = "<none>";

  String repository() {
    return entry.name().map(Reference::familiarName).orElse(NONE);
  }

  String tag() {
    return entry.name().map(Reference::tag).orElse(NONE);
  }

  String id(boolean full) {
    return shown(image.id(), full);
  }

  String digest() {
    return entry.digest().toString();
  }

  private static String shown(Digest digest, boolean full) {
    return full ? digest.toString() : digest.shortened();
  }

  Optional<Instant> created() {
    return image.created();
  }

  /** A reproducible image says nothing, or the epoch. */
  String age(Instant now) {
    return created()
        .filter(instant -> instant.isAfter(Instant.EPOCH))
        .map(instant -> Age.of(Duration.between(instant, now)) + " ago")
        .orElse("N/A");
  }

  String json(Instant now) {
    var fields = new LinkedHashMap<String, String>();
    fields.put("CreatedAt", Objects.toString(image.config().created(), ""));
    fields.put("CreatedSince", age(now));
    fields.put("Digest", digest());
    fields.put("ID", id(true));
    fields.put("Repository", repository());
    fields.put("Size", Size.of(size));
    fields.put("Tag", tag());
    return Json.object(fields);
  }
}
