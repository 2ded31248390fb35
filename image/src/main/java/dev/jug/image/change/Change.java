package dev.jug.image.change;

import dev.jug.image.tar.Name;

/**
 * What became of a path.
 *
 * @param kind added, changed or deleted
 * @param path from the root, without a slash at its begin
 */
public record Change(Kind kind, Name path) implements Comparable<Change> {
  /** In the order of the Docker Engine API's numbers: 0, 1, 2. */
  public enum Kind {
    CHANGED("C"),
    ADDED("A"),
    DELETED("D");

    private final String letter;

    Kind(String letter) {
      this.letter = letter;
    }

    /** As {@code diff} shows it. */
    public String letter() {
      return letter;
    }
  }

  @Override
  public int compareTo(Change other) {
    return path.compareTo(other.path);
  }
}
