package dev.jug.cli.build;

import dev.jug.build.graph.PlannedStage;
import dev.jug.build.graph.Step;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.databind.json.JsonMapper;

/** Shows a build as a JSON object for each thing that happens, a line each. Thread-safe. */
final class JsonProgress implements BuildDisplay {
  private final Consumer<String> lines;
  private final JsonMapper json = new JsonMapper();
  private final Map<Step, Integer> numbers = new HashMap<>();

  /**
   * @param lines takes them
   */
  JsonProgress(Consumer<String> lines) {
    this.lines = lines;
  }

  private Map<String, Object> of(String what, Step step) {
    var all = new LinkedHashMap<String, Object>();
    all.put("event", what);
    all.put("step", numbers.computeIfAbsent(step, _ -> numbers.size() + 1));
    return all;
  }

  private void say(Map<String, Object> event) {
    lines.accept(json.writeValueAsString(event));
  }

  @Override
  public synchronized void begin(PlannedStage stage, Step step) {
    var event = of("begin", step);
    event.put("stage", stage.title());
    event.put("line", step.label().instruction().origin().line());
    event.put("name", step.label().progress());
    say(event);
  }

  @Override
  public synchronized void output(PlannedStage stage, Step step, byte[] bytes) {
    var event = of("output", step);
    event.put("text", new String(bytes, StandardCharsets.UTF_8));
    say(event);
  }

  @Override
  public synchronized void done(PlannedStage stage, Step step, boolean cached, String id) {
    var event = of("done", step);
    event.put("cached", cached);
    event.put("id", id);
    say(event);
  }

  @Override
  public synchronized void warning(String text) {
    say(new LinkedHashMap<>(Map.of("event", "warning", "text", text)));
  }
}
