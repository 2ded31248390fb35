package dev.jug.cli.files;

import dev.jug.cli.context.JugCommand;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Shows what a container changed of its image. */
@Command(
    name = "jug diff",
    description = "Show what a container changed of its image: Added, Changed, Deleted.")
public final class DiffCommand extends JugCommand {
  @Parameters(index = "0", paramLabel = "CONTAINER", description = "Name or id.")
  String container = "";

  @Override
  public int run() throws IOException {
    for (var change : engine().container(container).files().changes()) {
      front().printLine(change.kind().letter() + " /" + change.path());
    }
    return 0;
  }
}
