package dev.jug.docker.image;

import dev.jug.docker.json.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/**
 * The body of {@code POST /commit}: a {@code Config} whose fields are to take the place of the
 * container's. What is empty there leaves the container's as it is.
 */
record CommitBody(Fields config) {
  private static final JsonMapper JSON = new JsonMapper();

  /** The same as instructions of a Dockerfile. */
  List<String> changes() {
    var changes = new ArrayList<String>();
    var entrypoint = config.texts("Entrypoint");
    var command = config.texts("Cmd");
    add(changes, "ENTRYPOINT", entrypoint);
    if (!command.isEmpty() || !entrypoint.isEmpty()) {
      changes.add("CMD " + list(command));
    }
    config.texts("Env").forEach(variable -> changes.add("ENV " + quoted(variable)));
    config.map("Labels").forEach((name, value) -> changes.add(label(name, value)));
    add(changes, "EXPOSE", config.object("ExposedPorts").names());
    add(changes, "VOLUME", config.object("Volumes").names());
    for (var field :
        Map.of("USER", "User", "WORKDIR", "WorkingDir", "STOPSIGNAL", "StopSignal").entrySet()) {
      if (!config.text(field.getValue()).isEmpty()) {
        changes.add(field.getKey() + " " + config.text(field.getValue()));
      }
    }
    return changes;
  }

  private static void add(List<String> changes, String name, List<String> words) {
    if (!words.isEmpty()) {
      changes.add(name + " " + list(words));
    }
  }

  private static String list(List<String> words) {
    return words.stream().map(JSON::writeValueAsString).collect(Collectors.joining(",", "[", "]"));
  }

  private static String label(String name, String value) {
    return "LABEL " + quoted(name + "=" + value);
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
