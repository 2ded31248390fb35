package dev.jug.cli.system;

import dev.jug.cli.context.JugCommand;
import dev.jug.engine.request.PruneFilter;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Removes what nobody needs: containers that do not run, networks, images without a name. */
@Command(
    name = "jug system prune",
    description = "Remove containers that do not run, networks and images that nobody needs.")
public final class PruneCommand extends JugCommand {
  @Mixin PruneOptions options = new PruneOptions();

  @Option(
      names = {"-a", "--all"},
      description = "All images without containers too.")
  boolean all;

  @Option(names = "--volumes", description = "Anonymous volumes without a container too.")
  boolean volumes;

  @Override
  public int run() throws IOException {
    var filter = PruneFilter.of(options.filters, Instant.now(), ZoneId.systemDefault());
    var pruning = new Pruning(context(), filter);
    long bytes = 0;
    if (options.force || Confirmation.of(front(), warning())) {
      bytes = pruning.containers();
      pruning.removeNetworks();
      bytes += volumes ? pruning.removeVolumes(false) : 0;
      bytes += pruning.images(all);
      bytes += pruning.builds(all);
    }
    pruning.total(bytes);
    return 0;
  }

  private List<String> warning() {
    var removed = new ArrayList<>(List.of("all containers that do not run", Pruning.NETWORKS));
    if (volumes) {
      removed.add(Pruning.volumes(false));
    }
    removed.add(all ? "all images without a container" : "all images without a name");
    removed.add(Pruning.BUILDS);
    removed.add("what has come of images whose download broke off");
    return removed;
  }
}
