package dev.jug.cli.command;

import dev.jug.cli.context.JugCommand;
import dev.jug.cli.network.EndpointText;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Shows launch plans, and networks. */
@Command(
    name = "jug explain",
    description = "Show every system call that starts containers, and why; and their networks.")
final class ExplainCommand extends JugCommand {
  @Parameters(arity = "1..*", paramLabel = "CONTAINER", description = "Name or id.")
  List<String> containers = List.of();

  @Override
  public int run() {
    for (var name : containers) {
      var container = engine().container(name);
      front().print(container.plan().explain());
      front().print(new EndpointText(engine()).of(container));
    }
    return 0;
  }
}
