package dev.jug.cli.resource;

import dev.jug.cli.context.JugCommand;
import dev.jug.engine.error.EngineException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Removes resource containers. */
@Command(
    name = "jug rc rm",
    description = "Remove resource containers, with their bills; nothing in them ends.")
public final class ResourceRemoveCommand extends JugCommand {
  @Option(
      names = {"-f", "--force"},
      description = "Move what is in them to their parents, or out; remove those in them too.")
  boolean force;

  @Parameters(arity = "1..*", paramLabel = "NAME", description = "With those of its parents.")
  List<String> names = List.of();

  @Override
  public int run() {
    int code = 0;
    for (var name : names) {
      try {
        var done = engine().resources().remove(name, force);
        if (force) {
          done.forEach(front()::printLine);
        } else {
          front().printLine(name);
        }
      } catch (EngineException e) {
        front().printError("jug: " + e.getMessage() + "\n" + e.advice());
        code = 1;
      }
    }
    return code;
  }
}
