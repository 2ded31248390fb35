package dev.jug.cli.image;

import dev.jug.door.template.Listing;
import dev.jug.door.text.Size;
import dev.jug.engine.view.Age;
import dev.jug.image.catalog.CatalogEntry;
import dev.jug.image.catalog.Image;
import dev.jug.oci.image.Digest;
import dev.jug.oci.image.Reference;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * An image as {@code jug images} shows it.
 *
 * @param entry the catalog's line
 * @param image the image behind it
 * @param size bytes on disk, layers that it shares with others included
 */
record ImageLine(CatalogEntry entry, Image image, long size) {
  static final Listing LISTING =
      new Listing(Map.of("ID", "IMAGE ID", "CreatedSince", "CREATED", "CreatedAt", "CREATED AT"));

  private static final String NONE = "<none>";
  private static final DateTimeFormatter CREATED_AT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss Z 'UTC'").withZone(ZoneOffset.UTC);

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

  /** What a template can ask for, with Docker's names. */
  Map<String, String> fields(Instant now, boolean full) {
    var fields = new LinkedHashMap<String, String>();
    fields.put("Containers", "N/A");
    fields.put("CreatedAt", created().map(CREATED_AT::format).orElse("N/A"));
    fields.put("CreatedSince", age(now));
    fields.put("Digest", digest());
    fields.put("ID", id(full));
    fields.put("Repository", repository());
    fields.put("SharedSize", "N/A");
    fields.put("Size", Size.of(size));
    fields.put("Tag", tag());
    fields.put("UniqueSize", "N/A");
    return fields;
  }
}
