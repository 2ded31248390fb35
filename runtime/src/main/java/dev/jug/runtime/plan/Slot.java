package dev.jug.runtime.plan;

/**
 * A variable of a plan (docs/launch-plan.md, "Slots"). Equal names are the same variable.
 *
 * @param index 0 … 63
 * @param name what a person calls it, such as {@code rootfs}
 */
public record Slot(int index, String name) {
  /** How many slots a plan has. */
  static final int COUNT = 64;

  /** The write end of the report pipe, in the child of CLONE. */
  public static final Slot REPORT = new Slot(COUNT - 1, "report");

  @Override
  public String toString() {
    return name;
  }
}
