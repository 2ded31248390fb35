package dev.jug.cli.network;

import dev.jug.cli.context.JugCommand;
import dev.jug.cli.network.PortList.Port;
import dev.jug.engine.error.EngineException.NotFound;
import dev.jug.engine.error.NetworkFailure;
import dev.jug.network.port.ContainerPort;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Shows which ports of the host lead into a container. */
@Command(name = "jug port", description = "Show which ports of the host lead into a container.")
public final class PortCommand extends JugCommand {
  @Parameters(index = "0", paramLabel = "CONTAINER", description = "Name or id.")
  String container = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "PORT",
      description = "Only what leads to this one: 80, 53/udp.")
  @Nullable String port;

  @Override
  public int run() {
    var published =
        PortList.of(engine().container(container).networking().settings()).ports().stream()
            .filter(place -> place.host() != 0)
            .toList();
    if (port == null) {
      published.forEach(place -> front().printLine(place.container() + " -> " + place.place()));
      return 0;
    }
    var text = port;
    var wanted = NetworkFailure.translated(() -> ContainerPort.parse(text));
    var places =
        published.stream()
            .filter(place -> place.container().equals(wanted))
            .map(Port::place)
            .toList();
    if (places.isEmpty()) {
      throw new NotFound(
          "no public port '" + wanted + "' published for " + container,
          "jug port " + container + " shows those there are.");
    }
    places.forEach(front()::printLine);
    return 0;
  }
}
