package dev.jug.cli.system;

import dev.jug.cli.context.JugCommand;
import dev.jug.door.text.Size;
import dev.jug.engine.Container;
import dev.jug.engine.error.EngineException;
import dev.jug.engine.view.ContainerStatus;
import dev.jug.image.Upkeep.Choice;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Removes what nobody needs: containers that do not run, images without a name. */
@Command(
    name = "jug system prune",
    description = "Remove containers that do not run, images without a name, unfinished downloads.")
public final class PruneCommand extends JugCommand {
  @Option(
      names = {"-a", "--all"},
      description = "All images without containers too.")
  boolean all;

  @Option(
      names = {"-f", "--force"},
      description = "As without: nothing is asked.")
  boolean force;

  @Override
  public int run() throws IOException {
    long before = total();
    engine().containers().stream()
        .filter(container -> container.status() != ContainerStatus.RUNNING)
        .forEach(this::remove);
    var pruned = engine().images().upkeep().prune(Choice.of(all));
    pruned.untagged().forEach(name -> front().printLine("untagged: " + name));
    pruned.collected().layers().forEach(layer -> front().printLine("deleted: " + layer));
    front().printLine("Total reclaimed space: " + Size.of(Math.max(before - total(), 0)));
    return 0;
  }

  private long total() {
    return engine().space().stream().mapToLong(item -> item.bytes()).sum();
  }

  private void remove(Container container) {
    try {
      container.remove(false);
      front().printLine("deleted container: " + container.id());
    } catch (EngineException e) {
      front().printError("jug system prune: " + e.getMessage());
    }
  }
}
