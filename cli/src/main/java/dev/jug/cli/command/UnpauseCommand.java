package dev.jug.cli.command;

import dev.jug.cli.context.JugCommand;
import dev.jug.engine.Container;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Lets the processes of paused containers go on. */
@Command(name = "jug unpause", description = "Let the processes of paused containers go on.")
final class UnpauseCommand extends JugCommand {
  @Parameters(arity = "1..*", paramLabel = "CONTAINER", description = "Name or id.")
  List<String> containers = List.of();

  @Override
  public int run() {
    return new ForEach(engine(), front()).named(containers, Container::unpause);
  }
}
