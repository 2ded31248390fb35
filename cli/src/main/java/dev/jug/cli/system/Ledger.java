package dev.jug.cli.system;

import dev.jug.door.text.Json;
import dev.jug.door.text.Table;
import dev.jug.image.audit.SpaceItem;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Every byte and whom it is there for.
 *
 * @param items all that there is
 */
record Ledger(List<SpaceItem> items) {

  /** The largest first, and the sum. */
  String table() {
    var table = new Table("BYTES", "TYPE", "NAME", "NEEDED BY", "RECLAIM WITH");
    items.stream()
        .sorted(Comparator.comparingLong(SpaceItem::bytes).reversed())
        .forEach(item ->
            table.row(
                Long.toString(item.bytes()),
                item.kind().words(),
                item.name(),
                String.join(", ", item.owners()),
                item.remedy()));
    table.row(Long.toString(sum(items)), "all", "", "", "");
    byRemedy()
        .forEach((remedy, bytes) -> table.row(Long.toString(bytes), "reclaimable", "", "", remedy));
    return table.toString();
  }

  /** How much each command frees: more than one image may need the same, so this is the least. */
  private Map<String, Long> byRemedy() {
    return items.stream()
        .filter(SpaceItem::isReclaimable)
        .collect(
            Collectors.groupingBy(
                SpaceItem::remedy, LinkedHashMap::new, Collectors.summingLong(SpaceItem::bytes)));
  }

  String json() {
    return items.stream().map(Ledger::json).collect(Collectors.joining());
  }

  private static String json(SpaceItem item) {
    var fields = new LinkedHashMap<String, String>();
    fields.put("Kind", item.kind().words());
    fields.put("Name", item.name());
    fields.put("Owners", String.join(",", item.owners()));
    fields.put("Bytes", Long.toString(item.bytes()));
    fields.put("Reclaim", item.remedy());
    return Json.object(fields) + "\n";
  }

  static long sum(List<SpaceItem> items) {
    return items.stream().mapToLong(SpaceItem::bytes).sum();
  }
}
