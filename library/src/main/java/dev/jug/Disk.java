package dev.jug;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Steps that fail when the disk or a connection does. */
final class Disk {
  /** One of them. */
  interface Step {
    void run() throws IOException;
  }

  private Disk() {}

  static void run(Step step) {
    try {
      step.run();
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }
}
