package dev.jug.cli.network;

import dev.jug.cli.context.JugCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes a container off a network. */
@Command(
    name = "jug network disconnect",
    description = "Take a container off a network, at once and for its next starts.")
public final class NetworkDisconnectCommand extends JugCommand {
  @Option(
      names = {"-f", "--force"},
      description = "As without: nothing of the container is asked.")
  boolean force;

  @Parameters(index = "0", paramLabel = "NETWORK", description = "Name or id.")
  String network = "";

  @Parameters(index = "1", paramLabel = "CONTAINER", description = "Name or id.")
  String container = "";

  @Override
  public int run() {
    engine().container(container).networking().disconnect(network);
    return 0;
  }
}
