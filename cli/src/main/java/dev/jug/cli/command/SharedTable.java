package dev.jug.cli.command;

import dev.jug.cli.command.UsageSamples.Line;
import dev.jug.door.text.Json;
import dev.jug.door.text.Size;
import dev.jug.door.text.Table;
import dev.jug.engine.Container;
import dev.jug.engine.Engine;
import dev.jug.engine.error.EngineException.Conflict;
import dev.jug.engine.usage.SharedMemory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What containers have in memory together: {@code jug stats --shared}. */
record SharedTable(List<Entry> entries) {
  /** One container that runs. */
  record Entry(String name, SharedMemory memory) {}

  static SharedTable of(Engine engine, List<Line> lines) {
    return new SharedTable(
        lines.stream().flatMap(line -> entry(engine, line.container()).stream()).toList());
  }

  /** Nothing of one that does not run. */
  private static Optional<Entry> entry(Engine engine, Container container) {
    try {
      return Optional.of(new Entry(container.name(), engine.sharedMemory(container)));
    } catch (Conflict _) {
      return Optional.empty();
    }
  }

  private SharedMemory total() {
    return entries.stream()
        .map(Entry::memory)
        .reduce(new SharedMemory(0, 0, 0), SharedMemory::plus);
  }

  String text() {
    var table = new Table("NAME", "PROCESSES", "IN MEMORY", "ITS PART", "SHARED AWAY");
    entries.forEach(entry -> row(table, entry.name(), entry.memory()));
    var all = total();
    return table
        + "\nsaved: %s of %s, because a page that several have is in memory once\n"
            .formatted(Size.binary(all.saved()), Size.binary(all.resident()));
  }

  private static void row(Table table, String name, SharedMemory memory) {
    table.row(
        name,
        Integer.toString(memory.processes()),
        Size.binary(memory.resident()),
        Size.binary(memory.proportional()),
        Size.binary(memory.saved()));
  }

  /** An object a container, in bytes. */
  String json() {
    return entries.stream()
        .map(entry -> Json.object(fields(entry)) + "\n")
        .collect(Collectors.joining());
  }

  private static Map<String, String> fields(Entry entry) {
    var fields = new LinkedHashMap<String, String>();
    fields.put("Name", entry.name());
    fields.put("Processes", Integer.toString(entry.memory().processes()));
    fields.put("Resident", Long.toString(entry.memory().resident()));
    fields.put("Proportional", Long.toString(entry.memory().proportional()));
    fields.put("Saved", Long.toString(entry.memory().saved()));
    return fields;
  }
}
