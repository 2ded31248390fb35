package dev.jug.cli.command;

import dev.jug.cli.context.JugCommand;
import dev.jug.engine.Container;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Stops all processes of containers where they are. */
@Command(name = "jug pause", description = "Stop all processes of containers where they are.")
final class PauseCommand extends JugCommand {
  @Parameters(arity = "1..*", paramLabel = "CONTAINER", description = "Name or id.")
  List<String> containers = List.of();

  @Override
  public int run() {
    return new ForEach(engine(), front()).named(containers, Container::pause);
  }
}
