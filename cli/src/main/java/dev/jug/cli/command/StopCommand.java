package dev.jug.cli.command;

import dev.jug.cli.context.JugCommand;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Asks containers to end, and kills them if they do not. */
@Command(name = "jug stop", description = "Ask containers to end, and kill them if they do not.")
final class StopCommand extends JugCommand {
  @Mixin StopFlags how = new StopFlags();

  @Parameters(arity = "1..*", paramLabel = "CONTAINER", description = "Name or id.")
  List<String> containers = List.of();

  @Override
  public int run() {
    var request = how.request();
    return new ForEach(engine(), front()).named(containers, container -> container.stop(request));
  }
}
