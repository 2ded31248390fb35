package dev.jug.cli.command;

import dev.jug.cli.context.JugCommand;
import dev.jug.cli.image.MissingImage;
import dev.jug.cli.image.MissingImage.When;
import dev.jug.door.TakesCommand;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Makes a container that does not run yet. */
@Command(
    name = "jug create",
    customSynopsis = "jug create [OPTION...] IMAGE [--] COMMAND [ARGUMENT...]",
    description = "Make a container.",
    sortOptions = false)
final class CreateCommand extends JugCommand implements TakesCommand {
  @Mixin ContainerOptions options = new ContainerOptions();

  @Override
  public int run() throws IOException {
    var request = new Requests(options, front(), engine().resources()::group).request(false);
    new MissingImage(context(), When.parse(options.pull), options.quiet).provide(request);
    var container = new Creation(context(), options).create(request);
    front().printLine(container.id());
    return 0;
  }
}
