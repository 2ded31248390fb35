package dev.jug.linux.seccomp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * Names and numbers of an architecture's system calls, as of Linux 6.17. Numbers are never reused, so a table that is
 * older than the kernel is incomplete but not wrong.
 *
 * @param architecture whose table it is
 * @param numbers by name; those of x32 have bit 30 set
 */
public record SyscallTable(Architecture architecture, Map<String, Integer> numbers) {
  public SyscallTable {
    numbers = Map.copyOf(numbers);
  }

  /** Reads the table of an architecture. */
  public static SyscallTable load(Architecture architecture) {
    var file = architecture.name().toLowerCase(Locale.ROOT) + ".txt";
    try (var in = SyscallTable.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException("the resource " + file + " is missing");
      }
      return new SyscallTable(
          architecture, parse(new String(in.readAllBytes(), StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The number of the call with this name; empty if the architecture has none. */
  public OptionalInt number(String name) {
    var number = numbers.get(name);
    return number == null ? OptionalInt.empty() : OptionalInt.of(number);
  }

  private static Map<String, Integer> parse(String text) {
    return text.lines()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.split(" ", 2))
        .collect(Collectors.toMap(part -> part[0], part -> Integer.valueOf(part[1])));
  }
}
