package dev.jug.runtime.cgroup.stats;

import dev.jug.linux.fs.SmallFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One group's files in one hierarchy. A file that is not there reads as nothing: kernels differ in
 * what they count.
 *
 * @param path the group's directory
 * @param unified whether the hierarchy is of version 2
 */
public record StatsDirectory(Path path, boolean unified) {
  /** No limit, or a number that uses all 64 bits. */
  public static final long MAX = -1;

  /** A file's text without what is blank at its ends; empty if there is no such file. */
  public String text(String file) {
    return SmallFile.read(path.resolve(file)).map(String::strip).orElse("");
  }

  /** Whether there is such a file. */
  public boolean has(String file) {
    return Files.exists(path.resolve(file));
  }

  /** A file's lines. */
  public List<String> lines(String file) {
    return text(file).lines().toList();
  }

  /** The file's number: 0 if there is none, {@link #MAX} for {@code max}. */
  public long number(String file) {
    return number(file, text(file));
  }

  private long number(String file, String text) {
    try {
      return text.isEmpty() ? 0 : "max".equals(text) ? MAX : Long.parseUnsignedLong(text);
    } catch (NumberFormatException e) {
      throw new IllegalStateException(path.resolve(file) + ": \"" + text + "\" is no number", e);
    }
  }

  List<Long> numbers(String file) {
    var text = text(file);
    return text.isEmpty()
        ? List.of()
        : Stream.of(text.split("\\s+")).map(word -> number(file, word)).toList();
  }

  /** A file of lines with a name and a number. */
  public Map<String, Long> table(String file) {
    var table = new LinkedHashMap<String, Long>();
    for (var line : lines(file)) {
      int space = line.indexOf(' ');
      if (space > 0) {
        table.put(line.substring(0, space), number(file, line.substring(space + 1).strip()));
      }
    }
    return table;
  }
}
