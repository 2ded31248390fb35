package dev.jug.cli.system;

import dev.jug.door.text.Json;
import dev.jug.door.text.Size;
import dev.jug.door.text.Table;
import dev.jug.engine.Container;
import dev.jug.engine.Engine;
import dev.jug.image.audit.SpaceItem;
import dev.jug.image.audit.SpaceItem.Kind;
import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What takes space by kind: Docker's table, and below it what Docker does not tell. */
final class DiskSummary {
  private static final int ALL = 100;

  private final Engine engine;
  private final List<SpaceItem> items;

  DiskSummary(Engine engine, List<SpaceItem> items) {
    this.engine = engine;
    this.items = items;
  }

  /**
   * A line.
   *
   * @param total how many there are
   * @param active how many are in use
   * @param reclaimable of the bytes
   */
  private record Row(String type, int total, int active, long bytes, long reclaimable) {
    /** Docker tells the part only where there is something. */
    String reclaimableText() {
      var size = Size.of(reclaimable);
      return bytes == 0 ? size : size + " (" + reclaimable * ALL / bytes + "%)";
    }
  }

  private List<Row> rows() throws IOException {
    var containers = engine.containers();
    int running = (int) containers.stream().filter(DiskSummary::runs).count();
    return List.of(
        row("Images", images(), activeImages(), item -> item.kind().isOfImages()),
        row("Containers", containers.size(), running, item -> item.kind().isOfContainers()),
        row("Local Volumes", volumes(false), volumes(true), DiskSummary::isVolume),
        row(
            "Build Cache",
            engine.images().steps().steps().size(),
            0,
            item -> item.kind() == Kind.BUILD_CACHE),
        row("Partial Downloads", partial(), 0, item -> item.kind() == Kind.PARTIAL_DOWNLOAD),
        row("Engine", 1, 1, DiskSummary::isOfEngine));
  }

  private static boolean runs(Container container) {
    return container.status().isRunning();
  }

  private static boolean isVolume(SpaceItem item) {
    return item.kind() == Kind.VOLUME;
  }

  private int volumes(boolean usedOnly) {
    return (int)
        items.stream()
            .filter(item -> isVolume(item) && !(usedOnly && item.owners().isEmpty()))
            .count();
  }

  private static boolean isOfEngine(SpaceItem item) {
    return switch (item.kind()) {
      case WORK, LEFTOVER, ADMINISTRATION, UNKNOWN -> true;
      case PACKED_LAYER,
          UNPACKED_LAYER,
          FOREIGN_LAYER,
          DOCUMENT,
          BUILD_CACHE,
          PARTIAL_DOWNLOAD,
          CONTAINER,
          LOG,
          VOLUME ->
          false;
    };
  }

  private Row row(String type, int total, int active, Predicate<SpaceItem> which) {
    var some = items.stream().filter(which).toList();
    var reclaimable = some.stream().filter(SpaceItem::isReclaimable).toList();
    return new Row(type, total, active, Ledger.sum(some), Ledger.sum(reclaimable));
  }

  private int images() throws IOException {
    var ids = new HashSet<>();
    for (var entry : engine.images().entries()) {
      engine.images().images(entry).forEach(image -> ids.add(image.id()));
    }
    return ids.size();
  }

  /** Documents that a container needs and that are images' configurations: one for each image. */
  private int activeImages() throws IOException {
    var needed =
        items.stream()
            .filter(item -> item.kind() == Kind.DOCUMENT && !item.isReclaimable())
            .map(SpaceItem::name)
            .collect(Collectors.toSet());
    var ids = new HashSet<>();
    for (var entry : engine.images().entries()) {
      for (var image : engine.images().images(entry)) {
        if (needed.contains(image.descriptor().digest().toString())) {
          ids.add(image.id());
        }
      }
    }
    return ids.size();
  }

  private int partial() {
    return (int) items.stream().filter(item -> item.kind() == Kind.PARTIAL_DOWNLOAD).count();
  }

  String table() throws IOException {
    var table = new Table("TYPE", "TOTAL", "ACTIVE", "SIZE", "RECLAIMABLE");
    for (var row : rows()) {
      table.row(
          row.type(),
          Integer.toString(row.total()),
          Integer.toString(row.active()),
          Size.of(row.bytes()),
          row.reclaimableText());
    }
    return table.toString();
  }

  String json() throws IOException {
    var lines = new StringBuilder();
    for (var row : rows()) {
      var fields = new LinkedHashMap<String, String>();
      fields.put("Active", Integer.toString(row.active()));
      fields.put("Reclaimable", row.reclaimableText());
      fields.put("Size", Size.of(row.bytes()));
      fields.put("TotalCount", Integer.toString(row.total()));
      fields.put("Type", row.type());
      lines.append(Json.object(fields)).append('\n');
    }
    return lines.toString();
  }
}
