package dev.jug.build.dockerfile;

import java.util.List;
import java.util.stream.Stream;

/** What is to be executed, in one of two forms. */
public sealed interface Command {
  /**
   * A line for the shell.
   *
   * @param line never expanded here: variables are the shell's
   */
  record Line(String line) implements Command {}

  /**
   * Words, the first of which is the program. Written as a JSON array.
   *
   * @param words may be empty
   */
  record Words(List<String> words) implements Command {
    public Words {
      words = List.copyOf(words);
    }
  }

  /** The words or the line as {@code CMD} of a history shows them. */
  default List<String> words(List<String> shell) {
    return switch (this) {
      case Words(var words) -> words;
      case Line(var line) -> Stream.concat(shell.stream(), Stream.of(line)).toList();
    };
  }
}
