package dev.jug.cli.command;

import dev.jug.cli.context.JugCommand;
import dev.jug.cli.resource.RateFlags;
import dev.jug.cli.resource.ResourceFlags;
import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.engine.error.NetworkFailure;
import dev.jug.engine.request.FixedLimits;
import dev.jug.engine.request.ResourceOptions;
import dev.jug.engine.request.RestartPolicy;
import dev.jug.engine.request.UpdateRequest;
import dev.jug.network.port.PortBinding;
import dev.jug.network.port.PortSpec;
import java.util.ArrayList;
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

  @Mixin RateFlags rates = new RateFlags();

  @Option(
      names = "--restart",
      paramLabel = "POLICY",
      description = "no, on-failure[:N], always, unless-stopped.")
  @Nullable String restart;

  @Mixin TrafficFlags traffic = new TrafficFlags();

  @Option(
      names = "--publish-add",
      paramLabel = "PORTS",
      description = "[[ADDRESS:]PORT:]PORT[/udp]: one more port of the host leads to it.")
  List<String> published = new ArrayList<>();

  @Option(
      names = "--publish-rm",
      paramLabel = "PORTS",
      description = "The same: it leads there no more.")
  List<String> unpublished = new ArrayList<>();

  @Parameters(arity = "1..*", paramLabel = "CONTAINER", description = "Name or id.")
  List<String> containers = List.of();

  private static List<PortBinding> ports(List<String> texts) {
    return NetworkFailure.translated(
        () -> texts.stream().flatMap(text -> PortSpec.published(text).stream()).toList());
  }

  @Override
  public int run() {
    var limits = resources.options();
    var devices = rates.limits();
    if (limits.equals(ResourceOptions.NONE)
        && devices.equals(FixedLimits.NONE)
        && restart == null
        && published.isEmpty()
        && unpublished.isEmpty()
        && !traffic.isSaid()) {
      throw new Invalid("you must provide one or more flags when using this command", "");
    }
    var change =
        new UpdateRequest(
            limits,
            devices,
            restart == null ? null : RestartPolicy.parse(restart),
            ports(published),
            ports(unpublished),
            traffic.options(),
            null);
    return new ForEach(engine(), front()).named(containers, container -> container.update(change));
  }
}
