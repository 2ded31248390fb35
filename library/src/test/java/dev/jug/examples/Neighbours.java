package dev.jug.examples;

import dev.jug.Jug;

/** Two containers on a network of their own, where one finds the other by its name. */
public final class Neighbours {
  public static void main(String[] arguments) {
    try (var jug = Jug.open()) {
      IO.println(run(jug));
    }
  }

  static String run(Jug jug) {
    jug.createNetwork("lane");
    try (var _ =
        jug.container("host").name("number7").network("lane").command("sleep", "600").start()) {
      var asked = jug.container("host").network("lane").command("getent", "hosts", "number7").run();
      return asked.orThrow().out().strip();
    } finally {
      jug.removeNetwork("lane");
    }
  }
}
