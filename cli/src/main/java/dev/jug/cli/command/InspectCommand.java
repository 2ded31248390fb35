package dev.jug.cli.command;

import dev.jug.cli.context.JugCommand;
import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.engine.view.ContainerView;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows all about containers. */
@Command(name = "jug inspect", description = "Show all about containers, as JSON.")
final class InspectCommand extends JugCommand {
  @Option(names = "--format", description = "json, which is the default.")
  String format = "json";

  @Parameters(arity = "1..*", paramLabel = "CONTAINER", description = "Name or id.")
  List<String> containers = List.of();

  @Override
  public int run() {
    if (!"json".equals(format)) {
      throw new Invalid("format '" + format + "' is not there yet", "Leave it out, or use json.");
    }
    var views = new ArrayList<ContainerView>();
    int code = new ForEach(engine(), front()).of(containers, c -> views.add(c.inspect()));
    front().printLine(ContainerView.json(views));
    return code;
  }
}
