package dev.jug.linux.seccomp;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;

/** System call numbers by name, one table for each architecture (the kernel's unistd headers). */
public final class SyscallTable {
  private final Map<String, Integer> numbers = new HashMap<>();

  private SyscallTable() {}

  /** Reads the table of an architecture. */
  public static SyscallTable of(Architecture architecture) {
    var name = architecture.name().toLowerCase(Locale.ROOT) + ".txt";
    var table = new SyscallTable();
    try (var in = Objects.requireNonNull(SyscallTable.class.getResourceAsStream(name), name);
        var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))) {
      reader.lines().filter(line -> !line.startsWith("#")).forEach(table::add);
      return table;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void add(String line) {
    int space = line.indexOf(' ');
    numbers.put(line.substring(0, space), Integer.valueOf(line.substring(space + 1)));
  }

  /** The number of a call; empty if the architecture does not have it. */
  public OptionalInt number(String name) {
    var number = numbers.get(name);
    return number == null ? OptionalInt.empty() : OptionalInt.of(number);
  }

  /** All names and numbers. */
  public Map<String, Integer> all() {
    return Map.copyOf(numbers);
  }
}
