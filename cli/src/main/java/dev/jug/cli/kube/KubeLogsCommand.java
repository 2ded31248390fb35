package dev.jug.cli.kube;

import dev.jug.cli.context.JugCommand;
import dev.jug.cli.log.LogFlags;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what a container of a pod said. */
@Command(
    name = "jug kube logs",
    description = "Show the output of a pod's container.",
    sortOptions = false)
public final class KubeLogsCommand extends JugCommand {
  @Option(
      names = {"-c", "--container"},
      description = "Which one; default is the pod's first.")
  String container = "";

  @Mixin LogFlags flags = new LogFlags();

  @Parameters(paramLabel = "POD", description = "Its name.")
  String pod = "";

  @Override
  public int run() {
    var found = context().play().container(pod, container).container();
    flags.print(front(), found, flags.options(null, null));
    return 0;
  }
}
