package dev.jug.cli.command;

import dev.jug.cli.context.JugCommand;
import dev.jug.door.template.Template;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;

/** Shows versions. */
@Command(name = "jug version", description = "Show versions.")
final class VersionCommand extends JugCommand {
  @Option(
      names = {"-f", "--format"},
      description = "json, or a template such as {{.Server.Version}}.")
  String format = "";

  @Override
  public int run() {
    var client = client();
    var server = server(client);
    if (format.isEmpty()) {
      front().print("Client:\n" + text(client) + "\nServer:\n" + text(server));
      return 0;
    }
    var json = new JsonMapper().writeValueAsString(Map.of("Client", client, "Server", server));
    var template = "json".equals(format) ? "{{json .}}" : format;
    front().printLine(Template.parse(template).fill(json));
    return 0;
  }

  private Map<String, String> client() {
    var fields = new LinkedHashMap<String, String>();
    fields.put("Version", context().control().status().version());
    fields.put("Os", "linux");
    fields.put("Arch", System.getProperty("os.arch").replace("aarch64", "arm64"));
    return fields;
  }

  private static Map<String, String> server(Map<String, String> client) {
    var fields = new LinkedHashMap<>(client);
    fields.put("JavaVersion", Runtime.version().toString());
    fields.put("KernelVersion", System.getProperty("os.version"));
    return fields;
  }

  private static String text(Map<String, String> fields) {
    var text = new StringBuilder();
    fields.forEach((name, value) -> text.append(" %-15s%s\n".formatted(name + ":", value)));
    return text.toString();
  }
}
