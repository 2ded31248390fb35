package dev.jug.app.docker;

import dev.jug.app.command.EndToEnd;
import dev.jug.testkit.Requires;

/** The reference. */
@EndToEnd
@Requires({"command:docker", "command:runc"})
class RuncRuntimeTest extends RuntimeContract {
  RuncRuntimeTest() {
    super("runc");
  }
}
