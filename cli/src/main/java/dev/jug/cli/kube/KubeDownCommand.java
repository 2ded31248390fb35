package dev.jug.cli.kube;

import dev.jug.cli.context.JugCommand;
import dev.jug.engine.error.EngineException.Failed;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes down what was played. */
@Command(
    name = "jug kube down",
    description = "Stop and remove what was played.",
    sortOptions = false)
public final class KubeDownCommand extends JugCommand {
  @Option(names = "--volumes", description = "Remove the volumes of its claims too.")
  boolean volumes;

  @Parameters(
      paramLabel = "FILE|NAME",
      arity = "1..*",
      description = "The file that was played, or the name it is called by.")
  List<String> files = new ArrayList<>();

  @Override
  public int run() {
    var names = new FileNames(front());
    for (var file : files) {
      try {
        for (var change : context().play().remove(names.played(file), volumes)) {
          front().printLine(change.object() + " " + change.what());
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new Failed("nobody waits any more", "It is being taken down all the same.", e);
      }
    }
    return 0;
  }
}
