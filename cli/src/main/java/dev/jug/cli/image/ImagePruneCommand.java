package dev.jug.cli.image;

import dev.jug.cli.context.JugCommand;
import dev.jug.door.text.Size;
import dev.jug.image.Upkeep.Choice;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Removes images that nobody needs. */
@Command(name = "jug image prune", description = "Remove images without a name.")
public final class ImagePruneCommand extends JugCommand {
  @Option(
      names = {"-a", "--all"},
      description = "Images with names but without containers too.")
  boolean all;

  @Option(
      names = {"-f", "--force"},
      description = "As without: nothing is asked.")
  boolean force;

  @Override
  public int run() throws IOException {
    var pruned = engine().images().upkeep().prune(Choice.of(all));
    pruned.untagged().forEach(name -> front().printLine("untagged: " + name));
    pruned.collected().layers().forEach(layer -> front().printLine("deleted: " + layer));
    front().printLine("Total reclaimed space: " + Size.of(pruned.bytes()));
    return 0;
  }
}
