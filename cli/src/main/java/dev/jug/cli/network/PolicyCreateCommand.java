package dev.jug.cli.network;

import dev.jug.cli.context.JugCommand;
import dev.jug.engine.error.NetworkFailure;
import dev.jug.network.policy.Selector;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a policy. */
@Command(
    name = "jug network policy create",
    description = "Let containers reach others on a network with dev.jug.policy=deny.",
    sortOptions = false)
public final class PolicyCreateCommand extends JugCommand {
  @Option(names = "--network", required = true, description = "Name or id of the network.")
  String network = "";

  @Option(
      names = "--from",
      paramLabel = "LABELS",
      description = "NAME[=VALUE][,…]: who may; * (or nothing said) for all on the network.")
  List<String> from = new ArrayList<>();

  @Option(names = "--to", paramLabel = "LABELS", description = "The same: who may be reached.")
  List<String> to = new ArrayList<>();

  @Option(
      names = "--port",
      paramLabel = "PORT[/PROTOCOL]",
      description = "5432/tcp, 8000-8010, 53/udp: at which ports; all if nothing is said.")
  List<String> ports = new ArrayList<>();

  @Parameters(paramLabel = "NAME", description = "Letters, digits, '_', '.', '-'.")
  String name = "";

  @Override
  public int run() {
    var policies = engine().networks().policies();
    var made =
        NetworkFailure.translated(
            () -> policies.create(network, name, selectors(from), selectors(to), ports));
    front().printLine(made.id());
    return 0;
  }

  private static List<Selector> selectors(List<String> texts) {
    return texts.isEmpty()
        ? List.of(Selector.parse("*"))
        : texts.stream().map(Selector::parse).toList();
  }
}
