package dev.jug.cli;

import dev.jug.cli.command.CompletionCommand;
import dev.jug.cli.context.Alone;
import dev.jug.cli.context.Alone.Answer;
import dev.jug.cli.context.JugCommand;
import dev.jug.cli.system.DoctorCommand;
import dev.jug.door.Prepared.Line;
import dev.jug.engine.doctor.Doctor;
import dev.jug.engine.error.EngineException;
import java.util.List;
import picocli.CommandLine.ParameterException;

/** Answers command lines that need no engine, where there is none. */
public final class WithoutEngine {
  private static final int USAGE = 125;

  private WithoutEngine() {}

  /**
   * Answers.
   *
   * @param words a command and what follows it, such as {@code doctor -q}
   * @param doctor one for this machine
   */
  public static Answer to(List<String> words, Doctor doctor) {
    var name = words.isEmpty() ? "" : words.getFirst();
    return switch (name) {
      case "doctor" -> answer(new DoctorCommand(), words, doctor);
      case "completion" -> answer(new CompletionCommand(), words, doctor);
      default -> new Answer(USAGE, "", "jug " + name + ": needs an engine\n");
    };
  }

  private static <C extends JugCommand & Alone> Answer answer(
      C command, List<String> words, Doctor doctor) {
    var line = Line.of(command);
    try {
      line.parser().parseArgs(words.stream().skip(1).toArray(String[]::new));
      return line.parser().isUsageHelpRequested()
          ? new Answer(0, line.parser().getUsageMessage(), "")
          : command.alone(doctor);
    } catch (ParameterException e) {
      var advice = "See 'jug " + words.getFirst() + " --help'.";
      return failed(USAGE, words, String.valueOf(e.getMessage()), advice);
    } catch (EngineException e) {
      return failed(1, words, e.getMessage(), e.advice());
    }
  }

  private static Answer failed(int code, List<String> words, String message, String advice) {
    return new Answer(code, "", "jug %s: %s\n%s\n".formatted(words.getFirst(), message, advice));
  }
}
