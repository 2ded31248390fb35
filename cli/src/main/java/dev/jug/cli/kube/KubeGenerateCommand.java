package dev.jug.cli.kube;

import dev.jug.cli.context.JugCommand;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes a manifest of containers. */
@Command(
    name = "jug kube generate",
    description = "Print a manifest of a pod with these containers, or what was played.",
    sortOptions = false)
public final class KubeGenerateCommand extends JugCommand {
  @Option(
      names = "--name",
      paramLabel = "POD",
      description = "What the pod is called; default is the first container's name and -pod.")
  String name = "";

  @Parameters(
      paramLabel = "CONTAINER|NAME",
      arity = "1..*",
      description = "Containers by name or id, or the name of what was played.")
  List<String> containers = new ArrayList<>();

  @Override
  public int run() {
    var played = context().play().text(containers.getFirst());
    if (containers.size() == 1 && played.isPresent()) {
      front().print(played.get());
      return 0;
    }
    var generated = context().play().generate(containers, name);
    generated.omissions().forEach(line -> front().printError("jug kube generate: " + line));
    front().print(generated.text());
    return 0;
  }
}
