package dev.jug.cli.command;

import dev.jug.cli.context.JugCommand;
import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.engine.request.ResourceOptions;
import dev.jug.engine.request.RestartPolicy;
import dev.jug.engine.request.UpdateRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Changes the limits of containers. */
@Command(
    name = "jug update",
    description = "Change limits of containers, at once and for later.",
    sortOptions = false)
final class UpdateCommand extends JugCommand {
  @Mixin ResourceFlags resources = new ResourceFlags();

  @Option(
      names = "--restart",
      paramLabel = "POLICY",
      description = "no, on-failure[:N], always, unless-stopped.")
  @Nullable String restart;

  @Parameters(arity = "1..*", paramLabel = "CONTAINER", description = "Name or id.")
  List<String> containers = List.of();

  @Override
  public int run() {
    var limits = resources.options();
    if (limits.equals(ResourceOptions.NONE) && restart == null) {
      throw new Invalid("you must provide one or more flags when using this command", "");
    }
    var change = new UpdateRequest(limits, restart == null ? null : RestartPolicy.parse(restart));
    return new ForEach(engine(), front()).named(containers, container -> container.update(change));
  }
}
