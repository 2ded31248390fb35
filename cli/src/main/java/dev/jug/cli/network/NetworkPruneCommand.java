package dev.jug.cli.network;

import dev.jug.cli.context.JugCommand;
import dev.jug.cli.system.Confirmation;
import dev.jug.cli.system.PruneOptions;
import dev.jug.cli.system.Pruning;
import dev.jug.engine.request.PruneFilter;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Removes networks that no container is on. */
@Command(name = "jug network prune", description = "Remove networks that no container is on.")
public final class NetworkPruneCommand extends JugCommand {
  @Mixin PruneOptions options = new PruneOptions();

  @Override
  public int run() throws IOException {
    var filter = PruneFilter.of(options.filters, Instant.now(), ZoneId.systemDefault());
    if (options.force || Confirmation.of(front(), List.of(Pruning.NETWORKS))) {
      new Pruning(context(), filter).removeNetworks();
    }
    return 0;
  }
}
