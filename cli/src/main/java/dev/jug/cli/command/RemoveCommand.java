package dev.jug.cli.command;

import dev.jug.cli.context.JugCommand;
import dev.jug.engine.volume.VolumeFate;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Removes containers. */
@Command(name = "jug rm", description = "Remove containers.")
final class RemoveCommand extends JugCommand {
  @Option(
      names = {"-f", "--force"},
      description = "Kill running ones first.")
  boolean force;

  @Option(
      names = {"-v", "--volumes"},
      description = "Remove anonymous volumes that no other container has.")
  boolean volumes;

  @Parameters(arity = "1..*", paramLabel = "CONTAINER", description = "Name or id.")
  List<String> containers = List.of();

  @Override
  public int run() {
    var fate = volumes ? VolumeFate.GO : VolumeFate.STAY;
    return new ForEach(engine(), front())
        .named(containers, container -> container.remove(force, fate));
  }
}
