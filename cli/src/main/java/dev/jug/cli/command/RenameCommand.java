package dev.jug.cli.command;

import dev.jug.cli.context.JugCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Gives a container another name. */
@Command(name = "jug rename", description = "Give a container another name.")
final class RenameCommand extends JugCommand {
  @Parameters(index = "0", paramLabel = "CONTAINER", description = "Name or id.")
  String container = "";

  @Parameters(index = "1", paramLabel = "NAME", description = "The new name.")
  String name = "";

  @Override
  public int run() {
    engine().container(container).rename(name);
    return 0;
  }
}
