package dev.jug.app;

/** Which Jug this is. */
final class Version {
  private static final String NUMBER = "0.1.0";

  private Version() {}

  static String text() {
    return NUMBER;
  }
}
