package dev.jug.cli.command;

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
  int run() {
    var views = containers.stream().map(name -> engine().container(name).inspect().json()).toList();
    front().printLine("[" + String.join(",\n", views) + "]");
    return 0;
  }
}
