package dev.jug.cli.system;

import dev.jug.cli.context.JugCommand;
import dev.jug.door.text.Json;
import dev.jug.door.text.Size;
import dev.jug.door.text.Table;
import dev.jug.image.audit.SpaceItem;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows what takes space. */
@Command(name = "jug system df", description = "Show what takes how much of the disk.")
public final class DiskCommand extends JugCommand {
  @Option(
      names = {"-v", "--verbose", "--explain"},
      description = "Show each thing, its exact size, and what it is there for.")
  boolean explain;

  @Option(names = "--format", description = "json: an object a line, for programs.")
  String format = "table";

  @Override
  public int run() {
    var items = engine().space();
    if ("json".equals(format)) {
      items.forEach(item -> front().printLine(json(item)));
    } else {
      front().print(explain ? explained(items) : summary(items));
    }
    return 0;
  }

  private static String json(SpaceItem item) {
    return Json.object(
        Map.of(
            "Kind", item.kind().words(),
            "Name", item.name(),
            "Owners", String.join(",", item.owners()),
            "Bytes", Long.toString(item.bytes())));
  }

  private static String summary(List<SpaceItem> items) {
    var byKind =
        items.stream()
            .collect(Collectors.groupingBy(SpaceItem::kind, TreeMap::new, Collectors.toList()));
    var table = new Table("TYPE", "TOTAL", "SIZE", "RECLAIMABLE");
    byKind.forEach((kind, some) ->
        table.row(
            kind.words(),
            Integer.toString(some.size()),
            Size.of(sum(some)),
            Size.of(sum(some.stream().filter(SpaceItem::isReclaimable).toList()))));
    table.row("all", Integer.toString(items.size()), Size.of(sum(items)), "");
    return table.toString();
  }

  private static long sum(List<SpaceItem> items) {
    return items.stream().mapToLong(SpaceItem::bytes).sum();
  }

  /** The largest first. */
  private static String explained(List<SpaceItem> items) {
    var table = new Table("BYTES", "TYPE", "NAME", "NEEDED BY");
    items.stream()
        .sorted(Comparator.comparingLong(SpaceItem::bytes).reversed())
        .forEach(item ->
            table.row(Long.toString(item.bytes()), item.kind().words(), item.name(), needed(item)));
    table.row(Long.toString(sum(items)), "all", "", "");
    return table.toString();
  }

  private static String needed(SpaceItem item) {
    if (item.isReclaimable()) {
      return "nothing: 'jug system prune' removes it";
    }
    return item.owners().isEmpty() ? "the engine" : String.join(", ", item.owners());
  }
}
