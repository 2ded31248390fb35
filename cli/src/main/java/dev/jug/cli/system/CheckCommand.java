package dev.jug.cli.system;

import dev.jug.cli.context.JugCommand;
import dev.jug.door.text.Json;
import dev.jug.engine.error.EngineException.Conflict;
import dev.jug.image.audit.Audit;
import dev.jug.image.audit.Finding;
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
  @Option(
      names = "--repair",
      description = "Remove what is damaged, so that it is unpacked or pulled again.")
  boolean repair;

  @Option(names = "--format", description = "json: an object a line, for programs.")
  String format = "";

  @Override
  public int run() throws IOException {
    if (repair && engine().busy()) {
      throw new Conflict("containers run, which may use what is damaged", "Stop them first.");
    }
    var audit = engine().images().upkeep().audit();
    var groups = engine().resources().unsound().stream().map(CheckCommand::unsound).toList();
    if ("json".equals(format)) {
      audit.findings().forEach(finding -> front().printLine(json(finding)));
      groups.forEach(finding -> front().printLine(json(finding)));
    } else {
      show(audit.findings());
      groups.forEach(this::show);
    }
    if (repair) {
      repair(audit);
      return 0;
    }
    return audit.isBad() ? 1 : 0;
  }

  private void show(List<Finding> findings) {
    findings.forEach(this::show);
    if (findings.isEmpty()) {
      front().printLine("images: sound");
    }
  }

  private void show(Finding finding) {
    front().printLine(word(finding) + ": " + finding.subject() + ": " + finding.problem());
    front().printLine("  " + finding.advice());
  }

  private static Finding unsound(String name) {
    return new Finding(
        Finding.Severity.NOTE,
        "resource container " + name,
        "its cgroup, or a part of it, is not there",
        "It is made again when something enters; --repair does it now.");
  }

  private void repair(Audit audit) throws IOException {
    engine().resources().unsound().forEach(engine().resources()::group);
    engine().images().upkeep().repair(audit);
    int count = audit.blobs().size() + audit.layers().size() + audit.open().size();
    if (count > 0) {
      front().printLine("images: " + count + " repaired or removed; check again");
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
