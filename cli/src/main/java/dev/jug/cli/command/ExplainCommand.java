package dev.jug.cli.command;

import dev.jug.cli.context.JugCommand;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Shows launch plans. */
@Command(
    name = "jug explain",
    description = "Show the launch plan of containers: every system call, and why.")
final class ExplainCommand extends JugCommand {
  @Parameters(arity = "1..*", paramLabel = "CONTAINER", description = "Name or id.")
  List<String> containers = List.of();

  @Override
  public int run() {
    for (var name : containers) {
      front().print(engine().container(name).plan().explain());
    }
    return 0;
  }
}
