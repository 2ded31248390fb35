package dev.jug.cli.command;

import dev.jug.cli.context.JugCommand;
import dev.jug.cli.log.LogPrinter;
import dev.jug.engine.log.LogOptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows the output of a container. */
@Command(name = "jug logs", description = "Show the output of a container.")
final class LogsCommand extends JugCommand {

  @Option(
      names = {"-f", "--follow"},
      description = "Go on until the container ends.")
  boolean follow;

  @Option(
      names = {"-n", "--tail"},
      description = "Only the last lines; default all.")
  String tail = "all";

  @Option(
      names = {"-t", "--timestamps"},
      description = "Show when each line was written.")
  boolean timestamps;

  @Option(names = "--since", description = "An instant (2026-01-31T12:00:00Z) or an age (10m).")
  @Nullable String since;

  @Option(names = "--until", description = "An instant or an age.")
  @Nullable String until;

  @Parameters(paramLabel = "CONTAINER", description = "Name or id.")
  String container = "";

  @Override
  public int run() {
    var options =
        new LogOptions(
            Moment.parse(since), Moment.parse(until), LogPrinter.lines(tail), follow, true, true);
    try (var reader = engine().container(container).logs(options)) {
      new LogPrinter(front(), timestamps).print(reader);
    }
    return 0;
  }
}
