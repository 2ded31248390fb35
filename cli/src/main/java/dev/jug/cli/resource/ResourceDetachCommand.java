package dev.jug.cli.resource;

import dev.jug.cli.context.JugCommand;
import dev.jug.engine.error.EngineException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Takes containers and processes out of their resource containers. */
@Command(
    name = "jug rc detach",
    description = "Take containers and processes out of their resource containers.")
public final class ResourceDetachCommand extends JugCommand {
  @Parameters(
      arity = "1..*",
      paramLabel = "CONTAINER|PID",
      description = "A process goes back to the cgroups it came from.")
  List<String> members = List.of();

  @Override
  public int run() {
    int code = 0;
    for (var member : members) {
      try {
        engine().resources().detach(member);
        front().printLine(member);
      } catch (EngineException e) {
        front().printError("jug: " + e.getMessage() + "\n" + e.advice());
        code = 1;
      }
    }
    return code;
  }
}
