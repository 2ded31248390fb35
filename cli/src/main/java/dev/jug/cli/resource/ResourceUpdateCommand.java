package dev.jug.cli.resource;

import dev.jug.cli.context.JugCommand;
import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.engine.request.FixedLimits;
import dev.jug.engine.request.ResourceOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Changes the limits of a resource container. */
@Command(
    name = "jug rc update",
    description = "Change limits of a resource container, at once and for later.",
    sortOptions = false)
public final class ResourceUpdateCommand extends JugCommand {
  @Mixin ResourceFlags limits = new ResourceFlags();

  @Mixin RateFlags rates = new RateFlags();

  @Parameters(paramLabel = "NAME", description = "Its name, with those of its parents.")
  String name = "";

  @Override
  public int run() {
    var options = limits.options();
    var devices = rates.limits();
    if (options.equals(ResourceOptions.NONE) && devices.equals(FixedLimits.NONE)) {
      throw new Invalid("you must provide one or more flags when using this command", "");
    }
    engine().resources().update(name, options, devices);
    front().printLine(name);
    return 0;
  }
}
