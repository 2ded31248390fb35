package dev.jug.cli.volume;

import dev.jug.cli.context.JugCommand;
import dev.jug.cli.image.Inspection;
import dev.jug.engine.error.EngineException;
import dev.jug.engine.view.VolumeView;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows all about volumes. */
@Command(name = "jug volume inspect", description = "Show all about volumes, as JSON.")
public final class VolumeInspectCommand extends JugCommand {
  @Option(
      names = {"-f", "--format"},
      description = "json, or a template such as {{.Mountpoint}}.")
  String format = "";

  @Parameters(arity = "1..*", paramLabel = "VOLUME", description = "Name.")
  List<String> names = List.of();

  @Override
  public int run() {
    var volumes = engine().volumes();
    var views = new ArrayList<VolumeView>();
    int code = 0;
    for (var name : names) {
      try {
        views.add(volumes.view(volumes.volume(name)));
      } catch (EngineException e) {
        front().printError("jug: " + e.getMessage());
        code = 1;
      }
    }
    front().print(Inspection.text(format, views));
    return code;
  }
}
