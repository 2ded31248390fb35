package dev.jug.app.docker;

import dev.jug.app.command.EndToEnd;
import dev.jug.testkit.Requires;

/** Compose version 2, which Debian 13 has. */
@EndToEnd
@Requires({"command:docker", "command:docker-compose-v2"})
class ComposeV2Test extends ComposeContract {
  ComposeV2Test() {
    super("docker-compose-v2");
  }
}
