package dev.jug.cli.resource;

import dev.jug.cli.context.JugCommand;
import dev.jug.engine.error.EngineException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Puts containers and processes into a resource container. */
@Command(
    name = "jug rc attach",
    description = "Put containers and processes into a resource container, while they run.")
public final class ResourceAttachCommand extends JugCommand {
  @Parameters(index = "0", paramLabel = "NAME", description = "The resource container.")
  String name = "";

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "CONTAINER|PID",
      description = "What to put into it; it leaves the one it is in.")
  List<String> members = List.of();

  @Override
  public int run() {
    engine().resources().inspect(name);
    int code = 0;
    for (var member : members) {
      try {
        engine().resources().attach(name, member);
        front().printLine(member);
      } catch (EngineException e) {
        front().printError("jug: " + e.getMessage() + "\n" + e.advice());
        code = 1;
      }
    }
    return code;
  }
}
