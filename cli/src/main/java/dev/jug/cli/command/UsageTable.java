package dev.jug.cli.command;

import static java.util.Map.entry;

import dev.jug.cli.command.UsageSamples.Line;
import dev.jug.door.template.Listing;
import dev.jug.door.text.Size;
import dev.jug.engine.usage.MemoryKinds;
import dev.jug.engine.usage.Usage;
import dev.jug.engine.usage.Usage.Traffic;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Looks at containers as lines of {@code jug stats}, with Docker's names.
 *
 * @param full whether ids are shown in full
 */
record UsageTable(boolean full) {
  static final String DEFAULT =
      "table {{.ID}}\t{{.Name}}\t{{.CPUPerc}}\t{{.MemUsage}}\t{{.MemPerc}}\t{{.NetIO}}\t{{.BlockIO}}"
          + "\t{{.PIDs}}";

  private static final Listing LISTING =
      new Listing(
          Map.ofEntries(
              entry("ID", "CONTAINER ID"),
              entry("Name", "NAME"),
              entry("CPUPerc", "CPU %"),
              entry("MemUsage", "MEM USAGE / LIMIT"),
              entry("MemPerc", "MEM %"),
              entry("MemAnon", "ANONYMOUS"),
              entry("MemFile", "FILES"),
              entry("MemShared", "SHARED"),
              entry("MemKernel", "KERNEL"),
              entry("NetIO", "NET I/O"),
              entry("BlockIO", "BLOCK I/O"),
              entry("PIDs", "PIDS"),
              entry("Container", "CONTAINER")));

  String text(String format, List<Line> lines) {
    return LISTING.text(format, lines.stream().map(this::fields).toList());
  }

  private Map<String, String> fields(Line line) {
    var container = line.container();
    var fields = new LinkedHashMap<String, String>();
    fields.put("BlockIO", line.now().map(Usage::block).map(UsageTable::traffic).orElse("0B / 0B"));
    fields.put("CPUPerc", percent(cpu(line)));
    fields.put("Container", container.shortId());
    fields.put("ID", full ? container.id() : container.shortId());
    var kinds = line.now().map(Usage::memoryKinds);
    fields.put("MemAnon", bytes(kinds.map(MemoryKinds::anonymous)));
    fields.put("MemFile", bytes(kinds.map(MemoryKinds::file)));
    fields.put("MemKernel", bytes(kinds.map(MemoryKinds::kernel)));
    fields.put("MemPerc", percent(line.now().map(UsageTable::memoryShare).orElse(0.0)));
    fields.put("MemShared", bytes(kinds.map(MemoryKinds::shared)));
    fields.put("MemUsage", line.now().map(UsageTable::memory).orElse("0B / 0B"));
    fields.put("Name", container.name());
    fields.put("NetIO", line.now().map(Usage::network).map(UsageTable::traffic).orElse("0B / 0B"));
    fields.put("PIDs", line.now().map(u -> "" + u.group().pids().current()).orElse("0"));
    return fields;
  }

  private static double cpu(Line line) {
    return line.now().flatMap(now -> line.before().map(now::cpuPercent)).orElse(0.0);
  }

  private static double memoryShare(Usage usage) {
    return usage.memoryLimit() == 0 ? 0 : 100.0 * usage.memoryUsed() / usage.memoryLimit();
  }

  private static String memory(Usage usage) {
    return Size.binary(usage.memoryUsed()) + " / " + Size.binary(usage.memoryLimit());
  }

  private static String bytes(Optional<Long> bytes) {
    return Size.binary(bytes.orElse(0L));
  }

  private static String traffic(Traffic traffic) {
    return Size.brief(traffic.in()) + " / " + Size.brief(traffic.out());
  }

  private static String percent(double value) {
    return String.format(Locale.ROOT, "%.2f%%", value);
  }
}
