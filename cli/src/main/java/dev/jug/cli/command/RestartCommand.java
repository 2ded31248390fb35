package dev.jug.cli.command;

import dev.jug.cli.context.JugCommand;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Stops containers and starts them. */
@Command(name = "jug restart", description = "Stop containers and start them.")
final class RestartCommand extends JugCommand {
  @Option(
      names = {"-t", "--time"},
      description = "Seconds to wait before killing; -1: for ever.")
  @Nullable Integer seconds;

  @Parameters(arity = "1..*", paramLabel = "CONTAINER", description = "Name or id.")
  List<String> containers = List.of();

  @Override
  public int run() {
    var timeout = Optional.ofNullable(seconds).map(s -> Duration.ofSeconds(s));
    return new ForEach(engine(), front())
        .named(containers, container -> container.restart(timeout));
  }
}
