package dev.jug.cli.command;

import dev.jug.cli.context.JugCommand;
import dev.jug.door.TakesOptions;
import dev.jug.door.text.Json;
import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.engine.view.Age;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Starts, stops, shows the engine. The front starts it, so here {@code start} finds it running. */
@Command(
    name = "jug engine",
    description = "Start, stop, or show the status of the engine; reload its settings.",
    footer = {
      "",
      "start takes dockerd's options, such as -H, --tlsverify, --config-file and --validate:",
      "docs/configuration.md lists them."
    })
final class EngineCommand extends JugCommand implements TakesOptions {
  /** What can be asked of the engine. */
  enum Action {
    start,
    stop,
    status,
    reload
  }

  @Option(names = "--format", description = "json, for programs.")
  String format = "";

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "start|stop|status|reload",
      description = "What to do.")
  Action action = Action.status;

  /** Options of start: the engine's, which read them when it began. */
  @Parameters(index = "1..*", hidden = true)
  List<String> words = new ArrayList<>();

  @Override
  public int run() {
    if (action != Action.start && !words.isEmpty()) {
      throw new Invalid("unknown options of engine " + action + ": " + words, "");
    }
    switch (action) {
      case start -> start();
      case status -> show();
      case stop -> stop();
      case reload -> context().control().reload().forEach(front()::printLine);
    }
    return 0;
  }

  private void start() {
    var text = context().control().start(words, front().request().directory());
    if (text.isEmpty()) {
      show();
    } else {
      front().printLine(text);
    }
  }

  private void stop() {
    long running = running();
    context().control().stop();
    var left = running == 0 ? "" : "; " + running + " containers go on without it";
    front().printLine("engine: stopped" + left);
  }

  private long running() {
    return engine().containers().stream().filter(c -> c.status().isRunning()).count();
  }

  private void show() {
    var fields = fields();
    if ("json".equals(format)) {
      front().printLine(Json.object(fields));
      return;
    }
    fields.forEach((name, value) -> front().printLine("%-12s%s".formatted(name + ":", value)));
  }

  private Map<String, String> fields() {
    var status = context().control().status();
    var fields = new LinkedHashMap<String, String>();
    fields.put("engine", "running");
    fields.put("pid", Long.toString(ProcessHandle.current().pid()));
    fields.put("version", status.version());
    fields.put("up", Age.of(Duration.between(status.started(), Instant.now())));
    fields.put("containers", running() + " running, " + engine().containers().size() + " in all");
    fields.put("ends", ends(status.onDemand(), status.idleSeconds()));
    fields.put("socket", status.socket());
    fields.put("docker", String.join(" ", status.docker()));
    fields.put("state", status.state());
    return fields;
  }

  private static String ends(boolean onDemand, long idleSeconds) {
    return onDemand && idleSeconds > 0
        ? "by itself after " + idleSeconds + " idle seconds without a running container"
        : "when it is told to (jug engine stop)";
  }
}
