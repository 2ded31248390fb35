package dev.jug.runtime.cgroup;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How much of its memory limit a group uses.
 *
 * @param directory the group's
 * @param unified whether it is one of version 2
 */
record MemoryGauge(Path directory, boolean unified) {
  private static final int ALL = 100;

  static Optional<MemoryGauge> of(CgroupLayout layout, String group) {
    return layout.isUnified("memory")
        ? layout.unified().map(h -> new MemoryGauge(h.group(group), true))
        : layout.legacy("memory").map(h -> new MemoryGauge(h.group(group), false));
  }

  Path file(String name) {
    return directory.resolve(name);
  }

  /** Bytes; not above 0 if there is none. */
  long limit() {
    return GroupFile.readLimit(file(unified ? "memory.max" : "memory.limit_in_bytes")).orElse(0L);
  }

  int percent() {
    long limit = limit();
    var used = GroupFile.readLimit(file(unified ? "memory.current" : "memory.usage_in_bytes"));
    return limit <= 0 ? 0 : (int) (used.orElse(0L) * ALL / limit);
  }

  /** How often the limit was met, as version 2 counts it. */
  long timesMet() {
    var prefix = "max ";
    return GroupFile.read(file("memory.events")).stream()
        .flatMap(String::lines)
        .filter(line -> line.startsWith(prefix))
        .mapToLong(line -> Long.parseLong(line.substring(prefix.length())))
        .sum();
  }
}
