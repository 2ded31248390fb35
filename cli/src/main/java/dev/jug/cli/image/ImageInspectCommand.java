package dev.jug.cli.image;

import dev.jug.cli.context.JugCommand;
import dev.jug.engine.view.ImageView;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows all about images. */
@Command(name = "jug image inspect", description = "Show all about images, as JSON.")
public final class ImageInspectCommand extends JugCommand {
  @Option(
      names = {"-f", "--format"},
      description = "json, or a template such as {{.Id}}.")
  String format = "";

  @Parameters(arity = "1..*", paramLabel = "IMAGE", description = "Name or id.")
  List<String> names = List.of();

  @Override
  public int run() throws IOException {
    var inspection = new Inspection(engine().images());
    var views = new ArrayList<ImageView>();
    for (var name : names) {
      views.add(inspection.inspect(name));
    }
    front().print(Inspection.text(format, views));
    return 0;
  }
}
