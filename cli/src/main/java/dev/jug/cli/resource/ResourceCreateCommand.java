package dev.jug.cli.resource;

import dev.jug.cli.context.JugCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a resource container. */
@Command(
    name = "jug rc create",
    description = "Make a budget for containers and processes together, which come and go.",
    sortOptions = false)
public final class ResourceCreateCommand extends JugCommand {
  @Option(names = "--parent", paramLabel = "NAME", description = "Share the budget of this one.")
  String parent = "";

  @Mixin ResourceFlags limits = new ResourceFlags();

  @Mixin RateFlags rates = new RateFlags();

  @Parameters(paramLabel = "NAME", description = "Its name; PARENT/NAME is the same as --parent.")
  String name = "";

  @Override
  public int run() {
    var whole = parent.isEmpty() ? name : parent + "/" + name;
    engine().resources().create(whole, limits.options(), rates.limits());
    front().printLine(whole);
    return 0;
  }
}
