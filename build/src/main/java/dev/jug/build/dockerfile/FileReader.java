package dev.jug.build.dockerfile;

import dev.jug.build.error.DockerfileException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a Dockerfile: its instructions, then what stages they make. */
final class FileReader {
  private final SourceText text;
  private final List<Arg> globals = new ArrayList<>();
  private final List<Stage> stages = new ArrayList<>();
  private final List<Instruction> instructions = new ArrayList<>();
  private @Nullable From from;

  FileReader(SourceText text) {
    this.text = text;
  }

  Dockerfile read() {
    var directives = new DirectivesReader(text).read();
    var lines = new LineReader(text, directives.escape());
    boolean any = false;
    for (var line = lines.next(); line != null; line = lines.next()) {
      any = true;
      place(instruction(line, directives.escape()));
    }
    if (!any) {
      throw nothing("file with no instructions", "a Dockerfile begins with FROM IMAGE");
    }
    endStage();
    if (stages.isEmpty()) {
      throw nothing("no build stage in current context", "add FROM IMAGE after the arguments");
    }
    return new Dockerfile(text.file(), text.lines(), directives, globals, stages);
  }

  private Instruction instruction(LogicalLine line, char escape) {
    try {
      return new InstructionReader(line, escape).read();
    } catch (Mistake mistake) {
      throw text.mistake(line.origin().line(), mistake.what(), mistake.advice(), mistake);
    }
  }

  private void place(Instruction instruction) {
    if (instruction instanceof From next) {
      endStage();
      from = next;
    } else if (from != null) {
      instructions.add(instruction);
    } else if (instruction instanceof Arg arg) {
      globals.add(arg);
    } else {
      throw text.mistake(
          instruction.origin().line(),
          "no build stage in current context",
          "FROM must come before " + instruction.name() + "; only ARG may stand above it");
    }
  }

  private void endStage() {
    if (from != null) {
      stages.add(new Stage(stages.size(), from, instructions));
      instructions.clear();
    }
  }

  private DockerfileException nothing(String what, String advice) {
    return new DockerfileException(what, text.file(), 0, "", advice);
  }
}
