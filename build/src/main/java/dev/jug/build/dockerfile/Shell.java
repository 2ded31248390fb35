package dev.jug.build.dockerfile;

import java.util.List;

/**
 * {@code SHELL}: what executes lines.
 *
 * @param origin where it is written
 * @param words the program and its arguments; at least one
 */
public record Shell(Origin origin, List<String> words) implements Instruction {
  public Shell {
    words = List.copyOf(words);
  }
}
