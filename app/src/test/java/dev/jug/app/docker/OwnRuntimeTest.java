package dev.jug.app.docker;

import dev.jug.app.command.EndToEnd;
import dev.jug.testkit.Requires;

/** The engine's own runtime. */
@EndToEnd
@Requires("command:docker")
class OwnRuntimeTest extends RuntimeContract {
  OwnRuntimeTest() {
    super("jug");
  }
}
