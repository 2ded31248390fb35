package dev.jug.cli.system;

import dev.jug.cli.context.JugCommand;
import dev.jug.door.text.Json;
import dev.jug.image.audit.Finding;
import dev.jug.image.audit.Finding.Severity;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Reads everything the store has, and says what is wrong with it. */
@Command(
    name = "jug system check",
    description = "Read all stored images, and say what is damaged, missing, or not needed.")
public final class CheckCommand extends JugCommand {
  @Option(names = "--format", description = "json: an object a line, for programs.")
  String format = "";

  @Override
  public int run() throws IOException {
    var findings = engine().images().upkeep().check();
    if ("json".equals(format)) {
      findings.forEach(finding -> front().printLine(json(finding)));
    } else {
      show(findings);
    }
    return findings.stream().anyMatch(f -> f.severity() == Severity.ERROR) ? 1 : 0;
  }

  private void show(List<Finding> findings) {
    for (var finding : findings) {
      front().printLine(word(finding) + ": " + finding.subject() + ": " + finding.problem());
      front().printLine("  " + finding.advice());
    }
    if (findings.isEmpty()) {
      front().printLine("images: sound");
    }
  }

  private static String word(Finding finding) {
    return finding.severity().name().toLowerCase(Locale.ROOT);
  }

  private static String json(Finding finding) {
    return Json.object(
        Map.of(
            "Severity", word(finding),
            "Subject", finding.subject(),
            "Problem", finding.problem(),
            "Advice", finding.advice()));
  }
}
