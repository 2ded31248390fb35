package dev.jug.build.dockerfile;

/**
 * A character of a text.
 *
 * @param line from 1
 * @param column from 1, in UTF-16 units
 */
public record Position(int line, int column) {
  public Position {
    if (line < 1 || column < 1) {
      throw new IllegalArgumentException("no place in a text: " + line + ":" + column);
    }
  }
}
