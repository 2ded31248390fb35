package dev.jug.cli.image;

import dev.jug.cli.context.JugCommand;
import dev.jug.image.error.ImageException;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes names away from images, and removes those that have none left. */
@Command(name = "jug rmi", description = "Remove images.")
public final class RemoveImageCommand extends JugCommand {
  @Option(
      names = {"-f", "--force"},
      description = "Also if stopped containers were made from it, or it has more names.")
  boolean force;

  @Parameters(arity = "1..*", paramLabel = "IMAGE", description = "Name or id.")
  List<String> images = List.of();

  @Override
  public int run() throws IOException {
    int code = 0;
    for (var image : images) {
      try {
        var removed = engine().images().remove(image, force);
        removed.untagged().forEach(name -> front().printLine("Untagged: " + name));
        removed.deleted().forEach(id -> front().printLine("Deleted: " + id));
      } catch (ImageException e) {
        var advice = e.advice().isEmpty() ? "" : "\n" + e.advice();
        front().printError("jug rmi: " + e.getMessage() + advice);
        code = 1;
      }
    }
    return code;
  }
}
