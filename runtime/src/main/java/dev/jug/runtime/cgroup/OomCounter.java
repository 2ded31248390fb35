package dev.jug.runtime.cgroup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Counts the processes that the kernel killed for want of memory: {@code oom_kill} of {@code
 * memory.events} in version 2, of {@code memory.oom_control} in version 1 (Linux 4.13).
 *
 * @param file the file with the count
 * @param unified whether it is one of version 2
 */
record OomCounter(Path file, boolean unified) {
  private static final String KEY = "oom_kill ";

  static Optional<OomCounter> of(CgroupLayout layout, String group) {
    return layout.isUnified("memory")
        ? layout.unified().map(h -> new OomCounter(h.group(group).resolve("memory.events"), true))
        : layout
            .legacy("memory")
            .map(h -> new OomCounter(h.group(group).resolve("memory.oom_control"), false));
  }

  boolean isThere() {
    return Files.exists(file);
  }

  /** Zero for a group that is gone. */
  long kills() {
    try {
      return Files.readAllLines(file).stream()
          .filter(line -> line.startsWith(KEY))
          .mapToLong(line -> Long.parseLong(line.substring(KEY.length())))
          .sum();
    } catch (IOException e) {
      return 0;
    }
  }
}
