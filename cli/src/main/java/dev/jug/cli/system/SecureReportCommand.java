package dev.jug.cli.system;

import dev.jug.cli.context.JugCommand;
import dev.jug.door.text.Json;
import dev.jug.door.text.Table;
import dev.jug.engine.audit.SecurityCheck;
import dev.jug.engine.audit.SecurityCheck.Verdict;
import dev.jug.engine.error.EngineException.Invalid;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Walks the way from images to processes, and says what holds. */
@Command(
    name = "jug secure report",
    description = {
      "Say what holds of images, registries, this machine and its containers.",
      "The exit code is 1 if something does not."
    })
public final class SecureReportCommand extends JugCommand {
  @Option(names = "--format", description = "json: an object a line, for programs.")
  String format = "";

  @Option(
      names = "--advisories",
      paramLabel = "FILE",
      description = {
        "Known holes of packages in the form of OSV: JSON, a directory of it,",
        "or an ecosystem's all.zip."
      })
  @Nullable String advisories;

  @Parameters(
      arity = "0..*",
      paramLabel = "CONTAINER",
      description = "Name or id; default is all that run.")
  List<String> names = List.of();

  @Override
  public int run() throws IOException {
    if (!format.isEmpty() && !format.equals("json")) {
      throw new Invalid("unknown format: \"" + format + "\"", "There is json.");
    }
    var containers =
        names.isEmpty()
            ? engine().containers().stream()
                .filter(container -> container.status().isRunning())
                .toList()
            : names.stream().map(engine()::container).toList();
    var checks = engine().security().audits().report(containers, list());
    if (format.equals("json")) {
      checks.forEach(check -> front().printLine(Json.object(fields(check))));
    } else {
      var table = new Table("STAGE", "VERDICT", "WHAT", "WHY");
      checks.forEach(check -> table.row(fields(check).values().toArray(String[]::new)));
      front().print(table.toString());
    }
    return checks.stream().anyMatch(check -> check.verdict() == Verdict.FAIL) ? 1 : 0;
  }

  private Optional<Path> list() {
    return Optional.ofNullable(advisories)
        .map(file -> Path.of(front().request().directory()).resolve(file));
  }

  private static Map<String, String> fields(SecurityCheck check) {
    var fields = new LinkedHashMap<String, String>();
    fields.put("Stage", check.stage().name().toLowerCase(Locale.ROOT));
    fields.put("Verdict", check.verdict().name().toLowerCase(Locale.ROOT));
    fields.put("What", check.subject());
    fields.put("Why", check.why());
    return fields;
  }
}
