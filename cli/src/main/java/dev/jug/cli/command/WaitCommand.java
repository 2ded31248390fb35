package dev.jug.cli.command;

import dev.jug.cli.context.JugCommand;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Waits for containers to end. */
@Command(name = "jug wait", description = "Wait for containers to end, and print their exit codes.")
final class WaitCommand extends JugCommand {
  @Parameters(arity = "1..*", paramLabel = "CONTAINER", description = "Name or id.")
  List<String> containers = List.of();

  @Override
  public int run() {
    for (var name : containers) {
      front().printLine(Integer.toString(engine().container(name).await()));
    }
    return 0;
  }
}
