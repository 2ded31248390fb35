package dev.jug.engine.advisory;

/**
 * A hole that is known of a package.
 *
 * @param id of the advisory, such as {@code DSA-5417-1}
 * @param where the package
 * @param closedIn the version without it; empty if there is none yet
 */
public record Hole(String id, Suspect where, String closedIn) {
  /** Whether a newer package would close it. */
  public boolean isClosed() {
    return !closedIn.isEmpty();
  }

  /** Such as {@code DSA-5417-1 in openssl 3.0.8-1, closed in 3.0.9-1}. */
  @Override
  public String toString() {
    var text = id + " in " + where.name() + " " + where.version();
    return isClosed() ? text + ", closed in " + closedIn : text;
  }
}
