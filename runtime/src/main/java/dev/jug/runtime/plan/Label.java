package dev.jug.runtime.plan;

/** A place in a plan that operations before it can jump to, and system calls behind it. */
public final class Label {
  private static final int UNPLACED = -1;

  private int index = UNPLACED;

  Label() {}

  void place(int at) {
    if (index != UNPLACED) {
      throw new IllegalStateException("a label has one place");
    }
    index = at;
  }

  int index() {
    if (index == UNPLACED) {
      throw new IllegalStateException("a label without a place");
    }
    return index;
  }
}
