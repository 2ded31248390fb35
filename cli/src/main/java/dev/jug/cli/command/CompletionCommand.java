package dev.jug.cli.command;

import dev.jug.cli.context.Alone;
import dev.jug.cli.context.JugCommand;
import dev.jug.cli.reference.Candidates;
import dev.jug.cli.reference.KnownNames;
import dev.jug.cli.reference.Reference;
import dev.jug.cli.reference.Script;
import dev.jug.engine.doctor.Doctor;
import dev.jug.engine.error.EngineException.Invalid;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Prints what makes shells complete command lines. */
@Command(
    name = "jug completion",
    description = {
      "Print a script with which a shell completes commands, options and names.",
      "In bash:  source <(jug completion bash)"
    })
public final class CompletionCommand extends JugCommand implements Alone {
  private static final String NAMES = "names";

  @Parameters(index = "0", paramLabel = "bash|zsh|fish", description = "The shell.")
  String shell = "";

  /** What the scripts ask for. */
  @Parameters(index = "1", arity = "0..1", hidden = true)
  @Nullable String what;

  @Override
  public int run() throws IOException {
    if (shell.equals(NAMES)) {
      new KnownNames(engine()).of(String.valueOf(what)).forEach(front()::printLine);
    } else {
      front().print(text());
    }
    return 0;
  }

  @Override
  public Answer alone(Doctor doctor, Path directory) {
    return new Answer(0, shell.equals(NAMES) ? "" : text(), "");
  }

  private String text() {
    return Reference.scripts().stream()
        .filter(script -> script.shell().equals(shell))
        .map(script -> script.text(new Candidates(CommandPages.all())))
        .findFirst()
        .orElseThrow(() ->
            new Invalid(
                "unknown shell: " + shell,
                "There are "
                    + Reference.scripts().stream()
                        .map(Script::shell)
                        .collect(Collectors.joining(", "))
                    + "."));
  }
}
