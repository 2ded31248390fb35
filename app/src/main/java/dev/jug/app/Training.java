package dev.jug.app;

import java.io.IOException;

/** A short life for the start-up cache: what it does, the JVM remembers. */
final class Training {
  private Training() {}

  static int run(Options options) throws IOException {
    return options.train() ? 0 : 1;
  }
}
