package dev.jug.cli.volume;

import dev.jug.cli.context.JugCommand;
import dev.jug.engine.error.EngineException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Removes volumes. */
@Command(name = "jug volume rm", description = "Remove volumes with all that is in them.")
public final class VolumeRemoveCommand extends JugCommand {
  @Option(
      names = {"-f", "--force"},
      description = "It is fine if there is no such volume.")
  boolean force;

  @Parameters(arity = "1..*", paramLabel = "VOLUME", description = "Name.")
  List<String> names = List.of();

  @Override
  public int run() {
    int code = 0;
    for (var name : names) {
      try {
        engine().volumes().remove(name, force);
        front().printLine(name);
      } catch (EngineException e) {
        var advice = e.advice().isEmpty() ? "" : "\n" + e.advice();
        front().printError("jug: " + e.getMessage() + advice);
        code = 1;
      }
    }
    return code;
  }
}
