package dev.jug.cli.system;

import dev.jug.door.text.Size;
import dev.jug.door.text.Table;
import dev.jug.engine.Container;
import dev.jug.engine.Engine;
import dev.jug.engine.view.Age;
import dev.jug.image.audit.SpaceItem;
import dev.jug.image.catalog.CatalogEntry;
import dev.jug.image.catalog.Image;
import dev.jug.oci.image.Reference;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Each image, container and volume with what it takes, in Docker's tables.
 *
 * @param engine has them
 * @param items what takes space
 */
record DiskDetails(Engine engine, List<SpaceItem> items) {
  private static final String CONTAINER = "container ";
  private static final String NONE = "<none>";

  String text(Instant now) throws IOException {
    return "Images space usage:\n\n"
        + images(now)
        + "\nContainers space usage:\n\n"
        + containers(now)
        + "\nLocal Volumes space usage:\n\n"
        + volumes()
        + "\n'jug system df --explain' shows every byte, and what frees it.\n";
  }

  private String images(Instant now) throws IOException {
    var table =
        new Table(
            "REPOSITORY",
            "TAG",
            "IMAGE ID",
            "CREATED",
            "SIZE",
            "SHARED SIZE",
            "UNIQUE SIZE",
            "CONTAINERS");
    for (var entry : engine.images().entries().reversed()) {
      for (var image : engine.images().images(entry)) {
        row(table, entry, image, now);
      }
    }
    return table.toString();
  }

  private void row(Table table, CatalogEntry entry, Image image, Instant now) {
    var owned = items.stream().filter(item -> item.owners().contains(entry.shown())).toList();
    long all = Ledger.sum(owned);
    long unique = Ledger.sum(owned.stream().filter(item -> imagesOf(item) == 1).toList());
    table.row(
        entry.name().map(Reference::familiarName).orElse(NONE),
        entry.name().map(Reference::tag).orElse(NONE),
        image.id().shortened(),
        image.created().map(created -> ago(created, now)).orElse("N/A"),
        Size.of(all),
        Size.of(all - unique),
        Size.of(unique),
        Long.toString(containersOf(image)));
  }

  private static String ago(Instant when, Instant now) {
    return Age.of(Duration.between(when, now)) + " ago";
  }

  private static long imagesOf(SpaceItem item) {
    return item.owners().stream().filter(owner -> !owner.startsWith(CONTAINER)).count();
  }

  private long containersOf(Image image) {
    var manifest = image.descriptor().digest().toString();
    return items.stream()
        .filter(item -> item.name().equals(manifest))
        .flatMap(item -> item.owners().stream())
        .filter(owner -> owner.startsWith(CONTAINER))
        .count();
  }

  private String containers(Instant now) {
    var table =
        new Table("CONTAINER ID", "IMAGE", "LOCAL VOLUMES", "SIZE", "CREATED", "STATUS", "NAMES");
    for (var container : engine.containers()) {
      table.row(
          container.shortId(),
          container.inspect().image(),
          Long.toString(volumesOf(container)),
          Size.of(size(container)),
          ago(container.created(), now),
          container.status().word(),
          container.name());
    }
    return table.toString();
  }

  private static long volumesOf(Container container) {
    return container.inspect().mounts().stream()
        .filter(mount -> mount.type().equals("volume"))
        .count();
  }

  private String volumes() {
    var table = new Table("VOLUME NAME", "LINKS", "SIZE");
    for (var item : items) {
      if (item.kind() == SpaceItem.Kind.VOLUME) {
        table.row(item.name(), Integer.toString(item.owners().size()), Size.of(item.bytes()));
      }
    }
    return table.toString();
  }

  private long size(Container container) {
    return Ledger.sum(
        items.stream()
            .filter(item -> item.kind().isOfContainers() && item.name().equals(container.shortId()))
            .toList());
  }
}
