package dev.jug.cli.command;

import dev.jug.cli.context.JugCommand;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Sends a signal to containers. */
@Command(name = "jug kill", description = "Send a signal to containers.")
final class KillCommand extends JugCommand {
  @Option(
      names = {"-s", "--signal"},
      description = "Signal, by name or number; default KILL.")
  String signal = "KILL";

  @Parameters(arity = "1..*", paramLabel = "CONTAINER", description = "Name or id.")
  List<String> containers = List.of();

  @Override
  public int run() {
    var chosen = StopFlags.signal(signal);
    return new ForEach(engine(), front()).named(containers, container -> container.kill(chosen));
  }
}
