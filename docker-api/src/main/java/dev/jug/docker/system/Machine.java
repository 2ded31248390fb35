package dev.jug.docker.system;

/** The machine that containers run on. */
final class Machine {
  private Machine() {}

  /** Its processors, in Go's words. */
  static String architecture() {
    var name = System.getProperty("os.arch");
    return switch (name) {
      case "aarch64" -> "arm64";
      case "x86_64" -> "amd64";
      default -> name;
    };
  }
}
