package dev.jug.build.dockerfile;

/**
 * Where something is written.
 *
 * @param file what the user calls the Dockerfile
 * @param start its first character
 * @param end the last character of its last line; at or after the start
 */
public record SourceRange(String file, Position start, Position end) {
  public SourceRange {
    if (end.line() < start.line()) {
      throw new IllegalArgumentException("ends in line " + end.line() + " before " + start.line());
    }
  }

  /** {@code Dockerfile:3}. */
  @Override
  public String toString() {
    return file + ":" + start.line();
  }
}
