package dev.jug.cli.command;

import dev.jug.cli.context.JugCommand;
import dev.jug.door.text.Json;
import dev.jug.door.text.Table;
import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.engine.error.EngineException.NotFound;
import dev.jug.engine.lab.Experiment;
import dev.jug.engine.lab.LabStep;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what single system calls do to a process, one after the other. */
@Command(
    name = "jug lab",
    description = {
      "Show what the calls do that containers are made of, step by step.",
      "Without a name: the experiments there are. Nothing of one stays."
    },
    sortOptions = false)
final class LabCommand extends JugCommand {
  @Option(names = "--format", description = "json: an object a line, for programs.")
  String format = "";

  @Parameters(index = "0", arity = "0..1", paramLabel = "EXPERIMENT", description = "What to show.")
  String name = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "DIRECTORY",
      description = "For chroot: what becomes /, default one with a file in it.")
  @Nullable String directory;

  @Override
  public int run() {
    if (!format.isEmpty() && !format.equals("json")) {
      throw new Invalid("unknown format: \"" + format + "\"", "There is json.");
    }
    if (name.isEmpty() || name.equals("ls")) {
      list();
      return 0;
    }
    var experiment =
        Experiment.named(name)
            .orElseThrow(() ->
                new NotFound("no such experiment: " + name, "`jug lab` lists those there are."));
    engine().security().experiments().run(experiment, asked(), this::show);
    return 0;
  }

  private Optional<Path> asked() {
    if (directory == null) {
      return Optional.empty();
    }
    var path = Path.of(front().request().directory()).resolve(directory).normalize();
    if (!Files.isDirectory(path)) {
      throw new Invalid("not a directory: " + path, "");
    }
    return Optional.of(path);
  }

  private void list() {
    if (format.equals("json")) {
      for (var experiment : Experiment.all()) {
        var fields = new LinkedHashMap<String, String>();
        fields.put("Experiment", experiment.name());
        fields.put("What", experiment.what());
        front().printLine(Json.object(fields));
      }
      return;
    }
    var table = new Table("EXPERIMENT", "WHAT IT SHOWS");
    Experiment.all().forEach(experiment -> table.row(experiment.name(), experiment.what()));
    front().print(table.toString());
  }

  private void show(LabStep step) {
    if (format.equals("json")) {
      var fields = new LinkedHashMap<String, String>();
      fields.put("What", step.what());
      fields.put("Shell", step.shell());
      fields.put("Call", step.call());
      fields.put("Effect", String.join("\n", step.effects()));
      front().printLine(Json.object(fields));
      return;
    }
    front().printLine(step.what());
    front().printLine("  # " + step.shell());
    front().printLine("  by " + step.call());
    step.effects().forEach(effect -> front().printLine("  → " + effect));
  }
}
