package dev.jug.cli.kube;

import dev.jug.cli.context.JugCommand;
import dev.jug.cli.log.LogPrinter;
import dev.jug.engine.log.LogOptions;
import picocli.CommandLine.Command;
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

  @Option(
      names = {"-f", "--follow"},
      description = "Go on showing it.")
  boolean follow;

  @Option(
      names = {"-n", "--tail"},
      description = "Only the last lines; default all.")
  String tail = "all";

  @Option(
      names = {"-t", "--timestamps"},
      description = "Show when each line was written.")
  boolean timestamps;

  @Parameters(paramLabel = "POD", description = "Its name.")
  String pod = "";

  @Override
  public int run() {
    var options = new LogOptions(null, null, LogPrinter.lines(tail), follow, true, true);
    var found = context().play().container(pod, container).container();
    try (var reader = found.logs(options)) {
      new LogPrinter(front(), timestamps).print(reader);
    }
    return 0;
  }
}
