package dev.jug.app.docker;

import dev.jug.app.command.EndToEnd;
import dev.jug.testkit.Requires;

/** One in C. */
@EndToEnd
@Requires({"command:docker", "command:crun"})
class CrunRuntimeTest extends RuntimeContract {
  CrunRuntimeTest() {
    super("crun");
  }
}
