package dev.jug.cli.command;

import dev.jug.cli.context.JugCommand;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Stops containers and starts them. */
@Command(name = "jug restart", description = "Stop containers and start them.")
final class RestartCommand extends JugCommand {
  @Mixin StopFlags how = new StopFlags();

  @Parameters(arity = "1..*", paramLabel = "CONTAINER", description = "Name or id.")
  List<String> containers = List.of();

  @Override
  public int run() {
    var request = how.request();
    return new ForEach(engine(), front())
        .named(containers, container -> container.restart(request));
  }
}
