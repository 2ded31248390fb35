package dev.jug.build.graph;

import dev.jug.build.dockerfile.Command;
import dev.jug.build.dockerfile.Heredoc;
import dev.jug.build.dockerfile.Run;
import java.util.List;
import java.util.stream.Stream;

/**
 * What {@code RUN} executes.
 *
 * @param files programs that must be there
 */
record Script(List<String> argv, List<InlineFile> files) {
  private static final int PROGRAM = 0755;

  /**
   * A here-document alone is a script: its own program if it says which, or the shell's input.
   * Otherwise here-documents are the shell's business, and follow the line.
   *
   * @param directory of programs, with a slash at its end
   */
  static Script of(Run run, List<String> shell, String directory) {
    return switch (run.command()) {
      case Command.Words(var words) -> new Script(words, List.of());
      case Command.Line(var line) -> {
        var heredocs = run.heredocs();
        boolean alone = heredocs.size() == 1 && line.matches("<<\\S+");
        yield alone
            ? script(heredocs.getFirst(), shell, directory)
            : new Script(with(shell, withBodies(line, heredocs)), List.of());
      }
    };
  }

  private static Script script(Heredoc heredoc, List<String> shell, String directory) {
    if (!heredoc.body().startsWith("#!")) {
      return new Script(with(shell, heredoc.body()), List.of());
    }
    var program = new InlineFile(directory + heredoc.name(), heredoc.body(), PROGRAM);
    return new Script(List.of(program.path()), List.of(program));
  }

  private static String withBodies(String line, List<Heredoc> heredocs) {
    var text = new StringBuilder(line);
    for (var heredoc : heredocs) {
      text.append('\n').append(heredoc.content()).append(heredoc.name());
    }
    return text.toString();
  }

  private static List<String> with(List<String> shell, String line) {
    return Stream.concat(shell.stream(), Stream.of(line)).toList();
  }
}
