package dev.jug.runtime.plan;

/** A launch plan (stub while the rest is written). */
public final class Plan {
  /** The plan for a person: one line for each operation, with its reason. */
  public String explain() {
    throw new UnsupportedOperationException();
  }
}
