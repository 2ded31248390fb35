package dev.jug.engine.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One process: {@code stat}, {@code status} and {@code cmdline} of proc(5).
 *
 * @param pid its id
 * @param stat the fields of {@code stat} that come after the name; the first is the state
 * @param status the lines of {@code status}, by name
 * @param command its words, empty if it has none
 */
record ProcessEntry(int pid, List<String> stat, Map<String, String> status, String command) {
  /** {@code stat} counts from 1, and its first two fields are the id and the name. */
  private static final int BEFORE = 3;

  /**
   * Reads it.
   *
   * @param proc where proc is mounted
   * @return empty if it has ended meanwhile
   */
  static Optional<ProcessEntry> read(Path proc, int pid) {
    var directory = proc.resolve(Integer.toString(pid));
    try {
      var stat = text(directory.resolve("stat"));
      var rest = stat.substring(stat.lastIndexOf(')') + 1).strip();
      return Optional.of(
          new ProcessEntry(
              pid,
              List.of(rest.split(" ", -1)),
              lines(text(directory.resolve("status"))),
              text(directory.resolve("cmdline")).replace('\0', ' ').strip()));
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  private static String text(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
  }

  private static Map<String, String> lines(String status) {
    return status
        .lines()
        .map(line -> line.split(":", 2))
        .filter(pair -> pair.length == 2)
        .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1].strip(), (one, _) -> one));
  }

  /**
   * A field of {@code stat}.
   *
   * @param number as proc_pid_stat(5) counts, 3 or more
   */
  String field(int number) {
    return stat.size() > number - BEFORE ? stat.get(number - BEFORE) : "0";
  }

  long number(int field) {
    return Long.parseLong(field(field));
  }

  /** Its name, of 15 bytes at most. */
  String name() {
    return status.getOrDefault("Name", "");
  }

  /** Its words; its name in brackets if it has none. */
  String shownCommand() {
    return command.isEmpty() ? "[" + name() + "]" : command;
  }

  /** One of the real, effective, saved and file system ids of a line such as {@code Uid}. */
  long id(String line, int which) {
    var ids = status.getOrDefault(line, "0 0 0 0").split("\\s+", -1);
    return Long.parseLong(ids[which]);
  }

  /** Processor time it has used, in ticks. */
  long ticks() {
    return number(14) + number(15);
  }
}
