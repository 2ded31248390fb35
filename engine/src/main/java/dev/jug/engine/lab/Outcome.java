package dev.jug.engine.lab;

import dev.jug.linux.Errno;

/** How a call ended, for a person. */
final class Outcome {
  private Outcome() {}

  /**
   * The error, with the C library's words for it; or how it is when there is none.
   *
   * @param result what the call returned, an error as a negative number
   */
  static String of(long result, String success) {
    if (result >= 0) {
      return success;
    }
    var error = Errno.of((int) -result);
    return error.name() + ", " + error.description();
  }
}
