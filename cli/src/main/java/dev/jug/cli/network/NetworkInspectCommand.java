package dev.jug.cli.network;

import dev.jug.cli.context.JugCommand;
import dev.jug.cli.image.Inspection;
import dev.jug.engine.error.EngineException;
import dev.jug.engine.view.NetworkView;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows all about networks. */
@Command(name = "jug network inspect", description = "Show all about networks, as JSON.")
public final class NetworkInspectCommand extends JugCommand {
  @Option(
      names = {"-f", "--format"},
      description = "json, or a template such as {{.Driver}}.")
  String format = "";

  @Option(
      names = {"-v", "--verbose"},
      description = "As without.")
  boolean verbose;

  @Parameters(arity = "1..*", paramLabel = "NETWORK", description = "Name or id.")
  List<String> names = List.of();

  @Override
  public int run() {
    var networks = engine().networks();
    var views = new ArrayList<NetworkView>();
    int code = 0;
    for (var name : names) {
      try {
        views.add(networks.inspect(networks.find(name)));
      } catch (EngineException e) {
        front().printError("jug: " + e.getMessage());
        code = 1;
      }
    }
    front().print(Inspection.text(format, views));
    return code;
  }
}
