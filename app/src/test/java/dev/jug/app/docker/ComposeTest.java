package dev.jug.app.docker;

import dev.jug.app.command.EndToEnd;
import dev.jug.testkit.Requires;

/** Compose version 1, which Debian 12 has. */
@EndToEnd
@Requires({"command:docker", "command:docker-compose"})
class ComposeTest extends ComposeContract {
  ComposeTest() {
    super("docker-compose");
  }
}
