package dev.jug.cli.command;

import dev.jug.cli.context.JugCommand;
import dev.jug.cli.image.Inspection;
import dev.jug.engine.error.EngineException;
import dev.jug.engine.error.EngineException.NotFound;
import dev.jug.engine.view.NetworkView;
import dev.jug.engine.view.VolumeView;
import dev.jug.image.error.ImageException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows all about containers, images, networks and volumes. */
@Command(
    name = "jug inspect",
    description = "Show all about containers, images, networks and volumes, as JSON.")
final class InspectCommand extends JugCommand {
  @Option(
      names = {"-f", "--format"},
      description = "json, or a template such as {{.Id}}.")
  String format = "";

  @Option(
      names = "--type",
      description = "container, image, network or volume; default is whatever there is.")
  String type = "";

  @Parameters(arity = "1..*", paramLabel = "NAME", description = "Name or id.")
  List<String> names = List.of();

  @Override
  public int run() throws IOException {
    var views = new ArrayList<Object>();
    int code = 0;
    for (var name : names) {
      try {
        views.add(inspect(name));
      } catch (EngineException | ImageException e) {
        front().printError("jug: " + e.getMessage());
        code = 1;
      }
    }
    front().print(Inspection.text(format, views));
    return code;
  }

  /** A container comes first, as with Docker. */
  private Object inspect(String name) throws IOException {
    if ("image".equals(type)) {
      return new Inspection(engine().images()).inspect(name);
    }
    if ("network".equals(type)) {
      return network(name);
    }
    if ("volume".equals(type)) {
      return volume(name);
    }
    try {
      var container = engine().container(name);
      return container.inspect().withImage(container.imageId());
    } catch (NotFound e) {
      if ("container".equals(type)) {
        throw e;
      }
    }
    try {
      return new Inspection(engine().images()).inspect(name);
    } catch (ImageException e) {
      if (e.kind() != ImageException.Kind.NOT_FOUND || "image".equals(type)) {
        throw e;
      }
    }
    try {
      return network(name);
    } catch (NotFound _) {
      return volumeOrNothing(name);
    }
  }

  private Object volumeOrNothing(String name) {
    try {
      return volume(name);
    } catch (NotFound _) {
      throw new NotFound("No such object: " + name, "");
    }
  }

  private NetworkView network(String name) {
    return engine().networks().inspect(engine().networks().find(name));
  }

  private VolumeView volume(String name) {
    return engine().volumes().view(engine().volumes().volume(name));
  }
}
