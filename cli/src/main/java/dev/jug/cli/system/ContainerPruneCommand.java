package dev.jug.cli.system;

import dev.jug.cli.context.JugCommand;
import dev.jug.engine.request.PruneFilter;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Removes containers that do not run. */
@Command(name = "jug container prune", description = "Remove containers that do not run.")
public final class ContainerPruneCommand extends JugCommand {
  @Mixin PruneOptions options = new PruneOptions();

  @Override
  public int run() throws IOException {
    var filter = PruneFilter.of(options.filters, Instant.now(), ZoneId.systemDefault());
    var pruning = new Pruning(context(), filter);
    boolean wanted =
        options.force || Confirmation.of(front(), List.of("all containers that do not run"));
    pruning.total(wanted ? pruning.containers() : 0);
    return 0;
  }
}
