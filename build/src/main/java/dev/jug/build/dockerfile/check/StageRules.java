package dev.jug.build.dockerfile.check;

import dev.jug.build.dockerfile.Cmd;
import dev.jug.build.dockerfile.Dockerfile;
import dev.jug.build.dockerfile.Entrypoint;
import dev.jug.build.dockerfile.Healthcheck;
import dev.jug.build.dockerfile.Instruction;
import dev.jug.build.dockerfile.Stage;
import dev.jug.build.dockerfile.Workdir;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Names of stages, and what they should have once. */
final class StageRules {
  private static final Set<String> RESERVED = Set.of("scratch", "context");

  private final Dockerfile dockerfile;
  private final Findings findings;
  private final Set<String> absolute = new HashSet<>();

  StageRules(Dockerfile dockerfile, Findings findings) {
    this.dockerfile = dockerfile;
    this.findings = findings;
  }

  void apply() {
    var names = new HashSet<String>();
    for (var stage : dockerfile.stages()) {
      var name = stage.name();
      if (name != null && RESERVED.contains(name)) {
        findings.add(
            Rule.RESERVED_STAGE_NAME,
            stage.from(),
            "Stage name should not use the same name as reserved stage \"" + name + "\"");
      }
      if (name != null && !names.add(name)) {
        findings.add(
            Rule.DUPLICATE_STAGE_NAME,
            stage.from(),
            "Duplicate stage name \"" + name + "\", stage names should be unique");
      }
      List.of(Cmd.class, Entrypoint.class, Healthcheck.class).forEach(type -> once(stage, type));
      workdirs(stage);
    }
  }

  /** All but the last have no effect. */
  private void once(Stage stage, Class<? extends Instruction> type) {
    var all = stage.instructions().stream().filter(type::isInstance).toList();
    for (var each : all.isEmpty() ? all : all.subList(0, all.size() - 1)) {
      findings.add(
          Rule.MULTIPLE_INSTRUCTIONS_DISALLOWED,
          each,
          "Multiple "
              + each.name()
              + " instructions should not be used in the same stage because only the last one will"
              + " be used");
    }
  }

  private void workdirs(Stage stage) {
    boolean known = absolute.contains(stage.from().image().toLowerCase(Locale.ROOT));
    for (var each : stage.instructions()) {
      if (!(each instanceof Workdir workdir)) {
        continue;
      }
      if (workdir.path().startsWith("/") || workdir.path().startsWith("$")) {
        known = true;
      } else if (!known) {
        findings.add(
            Rule.WORKDIR_RELATIVE_PATH,
            each,
            "Relative workdir \""
                + workdir.path()
                + "\" can have unexpected results if the base image changes");
      }
    }
    var name = stage.name();
    if (known && name != null) {
      absolute.add(name);
    }
  }
}
