package dev.jug.cli.image;

import dev.jug.cli.context.JugCommand;
import dev.jug.oci.image.Reference;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Gives an image one more name. */
@Command(name = "jug tag", description = "Give an image one more name.")
public final class TagCommand extends JugCommand {
  @Parameters(index = "0", paramLabel = "IMAGE", description = "Name or id.")
  String image = "";

  @Parameters(index = "1", paramLabel = "NAME[:TAG]", description = "The new name.")
  String name = "";

  @Override
  public int run() throws IOException {
    engine().images().tag(image, Reference.parse(name));
    return 0;
  }
}
