package dev.jug.examples;

import dev.jug.Jug;
import dev.jug.engine.error.EngineException;

/** What cannot be done says what failed and why, and what to do. */
public final class Mistake {
  public static void main(String[] arguments) {
    try (var jug = Jug.open()) {
      IO.println(run(jug));
    }
  }

  static String run(Jug jug) {
    try (var service = jug.container("host").command("sleep", "600").start()) {
      return "at " + service.port(80);
    } catch (EngineException e) {
      return e.getMessage() + "\n" + e.advice();
    }
  }
}
