package dev.jug.cli.network;

import dev.jug.cli.context.JugCommand;
import dev.jug.engine.error.EngineException;
import dev.jug.engine.error.EngineException.NotFound;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Removes networks. */
@Command(name = "jug network rm", description = "Remove networks.")
public final class NetworkRemoveCommand extends JugCommand {
  @Option(
      names = {"-f", "--force"},
      description = "It is fine if there is no such network.")
  boolean force;

  @Parameters(arity = "1..*", paramLabel = "NETWORK", description = "Name or id.")
  List<String> names = List.of();

  @Override
  public int run() {
    int code = 0;
    for (var name : names) {
      try {
        engine().networks().remove(name);
        front().printLine(name);
      } catch (EngineException e) {
        code |= failed(e);
      }
    }
    return code;
  }

  private int failed(EngineException e) {
    var advice = e.advice().isEmpty() ? "" : "\n" + e.advice();
    front().printError("jug: " + e.getMessage() + advice);
    return force && e instanceof NotFound ? 0 : 1;
  }
}
