package dev.jug.cli.resource;

import dev.jug.cli.context.JugCommand;
import dev.jug.cli.image.Inspection;
import dev.jug.engine.error.EngineException;
import dev.jug.engine.resource.ResourceView;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows all about resource containers. */
@Command(name = "jug rc inspect", description = "Show all about resource containers, as JSON.")
public final class ResourceInspectCommand extends JugCommand {
  @Option(
      names = {"-f", "--format"},
      description = "json, or a template such as {{.Limits.Memory}}.")
  String format = "";

  @Parameters(arity = "1..*", paramLabel = "NAME", description = "With those of its parents.")
  List<String> names = List.of();

  @Override
  public int run() {
    var views = new ArrayList<ResourceView>();
    int code = 0;
    for (var name : names) {
      try {
        views.add(engine().resources().inspect(name));
      } catch (EngineException e) {
        front().printError("jug: " + e.getMessage());
        code = 1;
      }
    }
    front().print(Inspection.text(format, views));
    return code;
  }
}
