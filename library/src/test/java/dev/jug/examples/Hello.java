package dev.jug.examples;

import dev.jug.Jug;

/** Runs a program in a container and prints what it says. */
public final class Hello {
  public static void main(String[] arguments) {
    try (var jug = Jug.open()) {
      IO.print(run(jug));
    }
  }

  static String run(Jug jug) {
    return jug.container("host").command("uname", "-sn").name("hello").run().orThrow().out();
  }
}
