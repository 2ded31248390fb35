package dev.jug.cli.command;

import dev.jug.cli.context.JugCommand;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Removes containers. */
@Command(name = "jug rm", description = "Remove containers.")
final class RemoveCommand extends JugCommand {
  @Option(
      names = {"-f", "--force"},
      description = "Kill running ones first.")
  boolean force;

  @Parameters(arity = "1..*", paramLabel = "CONTAINER", description = "Name or id.")
  List<String> containers = List.of();

  @Override
  public int run() {
    return new ForEach(engine(), front()).named(containers, container -> container.remove(force));
  }
}
