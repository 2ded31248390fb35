package dev.jug.cli.command;

import dev.jug.cli.context.JugCommand;
import dev.jug.cli.log.LogFlags;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows the output of a container. */
@Command(name = "jug logs", description = "Show the output of a container.")
final class LogsCommand extends JugCommand {
  @Mixin LogFlags flags = new LogFlags();

  @Option(names = "--since", description = "An instant (2026-01-31T12:00:00Z) or an age (10m).")
  @Nullable String since;

  @Option(names = "--until", description = "An instant or an age.")
  @Nullable String until;

  @Parameters(paramLabel = "CONTAINER", description = "Name or id.")
  String container = "";

  @Override
  public int run() {
    var options = flags.options(Moment.parse(since), Moment.parse(until));
    flags.print(front(), engine().container(container), options);
    return 0;
  }
}
