package dev.jug.cli.reference;

import dev.jug.cli.context.Alone;
import dev.jug.cli.context.JugCommand;
import dev.jug.engine.doctor.Doctor;
import dev.jug.engine.error.EngineException.Invalid;
import java.io.IOException;
import java.util.List;
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
  private static final List<Script> SCRIPTS =
      List.of(new BashScript(), new ZshScript(), new FishScript());

  @Parameters(index = "0", paramLabel = "bash|zsh|fish", description = "The shell.")
  String shell = "";

  /** What the scripts ask for. */
  @Parameters(index = "1", arity = "0..1", hidden = true)
  @Nullable String what;

  /** All scripts there are. */
  static List<Script> scripts() {
    return SCRIPTS;
  }

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
  public Answer alone(Doctor doctor) {
    return new Answer(0, shell.equals(NAMES) ? "" : text(), "");
  }

  private String text() {
    return SCRIPTS.stream()
        .filter(script -> script.shell().equals(shell))
        .map(script -> script.text(new Candidates(CommandPage.all())))
        .findFirst()
        .orElseThrow(() ->
            new Invalid(
                "unknown shell: " + shell,
                "There are "
                    + SCRIPTS.stream().map(Script::shell).collect(Collectors.joining(", "))
                    + "."));
  }
}
