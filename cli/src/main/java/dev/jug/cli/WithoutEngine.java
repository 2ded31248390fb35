package dev.jug.cli;

import dev.jug.cli.command.CompletionCommand;
import dev.jug.cli.context.Alone;
import dev.jug.cli.context.Alone.Answer;
import dev.jug.cli.context.JugCommand;
import dev.jug.cli.system.DoctorCommand;
import dev.jug.cli.system.TlsClientCommand;
import dev.jug.cli.system.TlsInitCommand;
import dev.jug.door.Prepared.Line;
import dev.jug.engine.doctor.Doctor;
import dev.jug.engine.error.EngineException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import picocli.CommandLine.ParameterException;

/** Answers command lines that need no engine, where there is none. */
public final class WithoutEngine {
  private static final int USAGE = 125;

  private static final List<Command> COMMANDS =
      List.of(
          new Command("doctor", DoctorCommand::new),
          new Command("completion", CompletionCommand::new),
          new Command("engine tls init", TlsInitCommand::new),
          new Command("engine tls client", TlsClientCommand::new));

  /** A command that is {@link Alone}. */
  private record Command(String name, Supplier<JugCommand> maker) {}

  private WithoutEngine() {}

  /**
   * Answers.
   *
   * @param words a command and what follows it, such as {@code doctor -q}
   * @param doctor one for this machine
   * @param directory what names of files are relative to
   */
  public static Answer to(List<String> words, Doctor doctor, Path directory) {
    for (var command : COMMANDS) {
      var name = List.of(command.name().split(" "));
      if (name.equals(words.stream().limit(name.size()).toList())) {
        var rest = words.subList(name.size(), words.size());
        return answer(command, rest, made -> made.alone(doctor, directory));
      }
    }
    var name = words.isEmpty() ? "" : words.getFirst();
    return new Answer(USAGE, "", "jug " + name + ": needs an engine\n");
  }

  private static Answer answer(
      Command command, List<String> words, Function<Alone, Answer> asking) {
    var made = command.maker().get();
    var line = Line.of(made);
    try {
      line.parser().parseArgs(words.toArray(String[]::new));
      return line.parser().isUsageHelpRequested()
          ? new Answer(0, line.parser().getUsageMessage(), "")
          : asking.apply((Alone) made);
    } catch (ParameterException e) {
      var advice = "See 'jug " + command.name() + " --help'.";
      return failed(USAGE, command, String.valueOf(e.getMessage()), advice);
    } catch (EngineException e) {
      return failed(1, command, e.getMessage(), e.advice());
    }
  }

  private static Answer failed(int code, Command command, String message, String advice) {
    return new Answer(code, "", "jug %s: %s\n%s\n".formatted(command.name(), message, advice));
  }
}
