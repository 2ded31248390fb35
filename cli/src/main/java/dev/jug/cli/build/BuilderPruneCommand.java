package dev.jug.cli.build;

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
import picocli.CommandLine.Option;

/** Removes what builds keep. */
@Command(
    name = "jug builder prune",
    description = "Remove what builds keep so that steps need not run again.")
public final class BuilderPruneCommand extends JugCommand {
  @Mixin PruneOptions options = new PruneOptions();

  @Option(
      names = {"-a", "--all"},
      description = "Contents of cache mounts too.")
  boolean all;

  @Override
  public int run() throws IOException {
    var filter = PruneFilter.of(options.filters, Instant.now(), ZoneId.systemDefault());
    var pruning = new Pruning(context(), filter);
    boolean wanted = options.force || Confirmation.of(front(), List.of(Pruning.BUILDS));
    pruning.total(wanted ? pruning.builds(all) : 0);
    return 0;
  }
}
