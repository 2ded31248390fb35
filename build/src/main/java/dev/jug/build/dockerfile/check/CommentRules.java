package dev.jug.build.dockerfile.check;

import dev.jug.build.dockerfile.Dockerfile;
import dev.jug.build.dockerfile.Instruction;
import org.jspecify.annotations.Nullable;

/** Lines that are none: comments above stages and arguments, and empty ones in an instruction. */
final class CommentRules {
  private final Dockerfile dockerfile;
  private final Findings findings;

  CommentRules(Dockerfile dockerfile, Findings findings) {
    this.dockerfile = dockerfile;
    this.findings = findings;
  }

  void apply() {
    Every.instruction(dockerfile).forEach(this::emptyLines);
    dockerfile.stages().forEach(stage -> description(stage.from(), stage.from().alias()));
    dockerfile.globals().forEach(arg -> description(arg, arg.variables().getFirst().name()));
  }

  private void emptyLines(Instruction instruction) {
    var range = instruction.origin().range();
    boolean goesOn = true;
    for (int line = range.start().line(); goesOn && line <= range.end().line(); line++) {
      var text = dockerfile.lines().get(line - 1).strip();
      if (text.isEmpty() && line < range.end().line()) {
        findings.add(Rule.NO_EMPTY_CONTINUATION, instruction, "Empty continuation line");
        return;
      }
      goesOn =
          text.isEmpty()
              || text.startsWith("#")
              || text.charAt(text.length() - 1) == dockerfile.directives().escape();
    }
  }

  private void description(Instruction where, @Nullable String name) {
    var comments = where.origin().comments();
    if (name == null || comments.isEmpty()) {
      return;
    }
    if (!comments.getLast().startsWith(name + " ")) {
      findings.add(
          Rule.INVALID_DEFINITION_DESCRIPTION,
          where,
          "Comment for "
              + (where.name().equals("FROM") ? "build stage" : "build argument")
              + " should follow the format: `# "
              + name
              + " <description>`");
    }
  }
}
