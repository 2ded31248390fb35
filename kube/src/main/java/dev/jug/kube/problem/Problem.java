package dev.jug.kube.problem;

/**
 * Something in a manifest.
 *
 * @param kind whether the manifest can be used all the same
 * @param line from 1
 * @param path as in {@code spec.containers[0].image}, empty for the whole document
 * @param message what is wrong, and what would be right
 */
public record Problem(Kind kind, int line, String path, String message) {
  /** How bad it is. */
  public enum Kind {
    /** It cannot be used. */
    ERROR,
    /** It is left out, for it means nothing on one machine. */
    NOTE
  }

  @Override
  public String toString() {
    return "line " + line + ": " + (path.isEmpty() ? "" : path + ": ") + message;
  }
}
