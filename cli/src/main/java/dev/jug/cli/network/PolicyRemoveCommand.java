package dev.jug.cli.network;

import dev.jug.cli.context.JugCommand;
import dev.jug.engine.error.EngineException;
import dev.jug.engine.error.NetworkFailure;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Removes policies. */
@Command(
    name = "jug network policy rm",
    description = "Remove policies; connections that stand go on.")
public final class PolicyRemoveCommand extends JugCommand {
  @Parameters(arity = "1..*", paramLabel = "POLICY", description = "Name, NETWORK/NAME, or id.")
  List<String> names = List.of();

  @Override
  public int run() {
    int code = 0;
    for (var name : names) {
      try {
        var policies = engine().networks().policies();
        front().printLine(NetworkFailure.translated(() -> policies.remove(name)).name());
      } catch (EngineException e) {
        front().printError("jug: " + e.getMessage() + "\n" + e.advice());
        code = 1;
      }
    }
    return code;
  }
}
