package dev.jug.cli.volume;

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

/** Removes volumes that no container has. */
@Command(name = "jug volume prune", description = "Remove anonymous volumes without containers.")
public final class VolumePruneCommand extends JugCommand {
  @Mixin PruneOptions options = new PruneOptions();

  @Option(
      names = {"-a", "--all"},
      description = "Volumes with names too.")
  boolean all;

  @Override
  public int run() throws IOException {
    var filters = new ArrayList<>(options.filters);
    boolean named = filters.removeAll(List.of("all=1", "all=true")) || all;
    var filter = PruneFilter.of(filters, Instant.now(), ZoneId.systemDefault());
    var pruning = new Pruning(context(), filter);
    boolean wanted = options.force || Confirmation.of(front(), List.of(Pruning.volumes(named)));
    pruning.total(wanted ? pruning.removeVolumes(named) : 0);
    return 0;
  }
}
