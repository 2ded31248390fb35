package dev.jug.examples;

import dev.jug.Jug;
import dev.jug.Output;

/** Runs a script of somebody unknown: no network, nothing to write to, and little of anything. */
public final class Untrusted {
  public static void main(String[] arguments) {
    try (var jug = Jug.open()) {
      IO.println(run(jug, "echo $((6 * 7)); touch /etc/mine"));
    }
  }

  static Output run(Jug jug, String script) {
    return jug.container("host")
        .command("sh", "-s")
        .network("none")
        .readOnly()
        .tmpfs("/tmp")
        .user("65534:65534")
        .memory("64m")
        .cpus(0.5)
        .pids(32)
        .run(script);
  }
}
