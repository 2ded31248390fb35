package dev.jug.cli.command;

import dev.jug.cli.context.JugCommand;
import dev.jug.engine.error.EngineException.Invalid;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what containers use, again and again. */
@Command(name = "jug stats", description = "Show what containers use of the machine.")
final class StatsCommand extends JugCommand {
  private static final Duration PERIOD = Duration.ofSeconds(1);
  private static final String HOME_AND_CLEAR = "\033[H\033[J";

  @Option(
      names = {"-a", "--all"},
      description = "Show those that do not run too.")
  boolean all;

  @Option(names = "--no-stream", description = "Look once.")
  boolean once;

  @Option(names = "--no-trunc", description = "Show everything in full.")
  boolean full;

  @Option(
      names = "--format",
      description = "json, or a template such as {{.CPUPerc}}, or table and a template.")
  String format = UsageTable.DEFAULT;

  @Option(
      names = "--shared",
      description = "Look once at how much memory is saved because containers share pages.")
  boolean shared;

  @Parameters(arity = "0..*", paramLabel = "CONTAINER", description = "Name or id; default is all.")
  List<String> containers = List.of();

  @Override
  public int run() {
    containers.forEach(engine()::container);
    var samples = new UsageSamples(engine(), containers, all);
    samples.take();
    if (shared) {
      front().print(shared(samples));
      return 0;
    }
    do {
      if (!pause()) {
        return 0;
      }
      samples.take();
      front().print(clear() + new UsageTable(full).text(format, samples.lines()));
    } while (!once);
    return 0;
  }

  private String shared(UsageSamples samples) {
    var table = SharedTable.of(engine(), samples.lines());
    return switch (format) {
      case UsageTable.DEFAULT -> table.text();
      case "json" -> table.json();
      default -> throw new Invalid("unknown format: \"" + format + "\"", "There is json.");
    };
  }

  private String clear() {
    return !once && front().isTerminal(1) ? HOME_AND_CLEAR : "";
  }

  /** False if whoever looked has gone. */
  private static boolean pause() {
    try {
      Thread.sleep(PERIOD);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
