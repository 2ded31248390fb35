package dev.jug.cli.image;

import dev.jug.cli.context.JugCommand;
import dev.jug.cli.system.Confirmation;
import dev.jug.cli.system.PruneOptions;
import dev.jug.cli.system.Pruning;
import dev.jug.engine.request.PruneFilter;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Removes images that nobody needs. */
@Command(name = "jug image prune", description = "Remove images without a name.")
public final class ImagePruneCommand extends JugCommand {
  @Mixin PruneOptions options = new PruneOptions();

  @Option(
      names = {"-a", "--all"},
      description = "Images with names but without containers too.")
  boolean all;

  @Override
  public int run() throws IOException {
    var filters = new ArrayList<>(options.filters);
    boolean named = filters.remove("dangling=false") || all;
    filters.remove("dangling=true");
    var filter = PruneFilter.of(filters, Instant.now(), ZoneId.systemDefault());
    var pruning = new Pruning(context(), filter);
    boolean wanted = options.force || Confirmation.of(front(), warning(named));
    pruning.total(wanted ? pruning.images(named) : 0);
    return 0;
  }

  private static List<String> warning(boolean named) {
    return List.of(named ? "all images without a container" : "all images without a name");
  }
}
