package dev.jug.cli.system;

import dev.jug.cli.context.JugCommand;
import dev.jug.door.template.Template;
import dev.jug.door.text.Size;
import dev.jug.engine.view.SystemView;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Shows what the engine is and runs on. */
@Command(name = "jug info", description = "Show what the engine is and runs on.")
public final class InfoCommand extends JugCommand {
  @Option(
      names = {"-f", "--format"},
      description = "json, or a template such as {{.ServerVersion}}.")
  String format = "";

  @Override
  public int run() throws IOException {
    var view = engine().info();
    var version = context().control().status().version();
    if (format.isEmpty()) {
      front().print(text(view, version));
      return 0;
    }
    ObjectNode json = new JsonMapper().valueToTree(view);
    json.put("ServerVersion", version);
    var template = "json".equals(format) ? "{{json .}}" : format;
    front().printLine(Template.parse(template).fill(json.toString()));
    return 0;
  }

  private static String text(SystemView view, String version) {
    return """
    Client:
     Version: %1$s

    Server:
     Containers: %2$d
      Running: %3$d
      Paused: %4$d
      Stopped: %5$d
     Images: %6$d
     Server Version: %1$s
     Storage Driver: %7$s
     Logging Driver: %8$s
     Cgroup Driver: %9$s
     Cgroup Version: %10$s
     Default Runtime: %11$s
     Security Options: %12$s
     Kernel Version: %13$s
     Operating System: %14$s
     OSType: %15$s
     Architecture: %16$s
     CPUs: %17$d
     Total Memory: %18$s
     Name: %19$s
     Root Dir: %20$s
     Firewall Backend: %21$s
    """
        .formatted(
            version,
            view.containers(),
            view.running(),
            view.paused(),
            view.stopped(),
            view.images(),
            view.driver(),
            view.loggingDriver(),
            view.cgroupDriver(),
            view.cgroupVersion(),
            view.defaultRuntime(),
            String.join(" ", view.securityOptions()),
            view.kernelVersion(),
            view.operatingSystem(),
            view.osType(),
            view.architecture(),
            view.processors(),
            Size.binary(view.memory()),
            view.name(),
            view.root(),
            view.firewall().driver());
  }
}
