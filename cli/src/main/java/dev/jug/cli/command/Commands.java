package dev.jug.cli.command;

import dev.jug.cli.context.Context;
import dev.jug.cli.context.JugCommand;
import dev.jug.door.Prepared;
import dev.jug.door.TakesCommand;
import dev.jug.door.template.TemplateException;
import dev.jug.engine.error.EngineException;
import dev.jug.image.error.ImageException;
import dev.jug.oci.runtime.InvalidSpecException;
import dev.jug.runtime.LaunchException.Kind;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.ParameterException;

/**
 * Finds the command for a command line, and turns what goes wrong into a message and an exit code.
 */
public final class Commands {
  private static final int USAGE = 125;
  private static final int NOT_EXECUTABLE = 126;
  private static final int NOT_FOUND = 127;

  private final Prepared<JugCommand> commands = CommandTable.prepared();

  /** Runs the command line of a front. */
  public int run(Context context) {
    var arguments = context.front().request().arguments();
    var line =
        CommandNames.split(arguments.isEmpty() ? List.of("--help") : arguments, commands::knows);
    var name = line.name();
    if (commands.knows(name)) {
      return run(context, name, line.arguments());
    }
    var help = Help.of(name, line.arguments());
    if (help.isPresent()) {
      context.front().print(help.get());
      return 0;
    }
    if (List.of("--version", "-v").contains(name)) {
      context.front().printLine("Jug version " + context.control().status().version());
      return 0;
    }
    context.front().printError("jug: '" + name + "' is not a jug command.\nSee 'jug --help'");
    return 1;
  }

  private int run(Context context, String name, List<String> arguments) {
    var line = commands.take(name);
    try {
      return run(context, name, line, arguments);
    } finally {
      line.command().done();
      commands.giveBack(name, line);
    }
  }

  private static int run(
      Context context, String name, Prepared.Line<JugCommand> line, List<String> arguments) {
    var command = line.command();
    command.in(context);
    try {
      line.parser().parseArgs(arguments.toArray(String[]::new));
      if (line.parser().isUsageHelpRequested()) {
        context.front().print(line.parser().getUsageMessage());
        return 0;
      }
      return command.run();
    } catch (ParameterException e) {
      return failure(
          context, name, String.valueOf(e.getMessage()), "See 'jug " + name + " --help'.", USAGE);
    } catch (InvalidSpecException e) {
      return failure(context, name, e.getMessage(), "", USAGE);
    } catch (TemplateException e) {
      return failure(context, name, "template parsing error: " + e.getMessage(), "", code(command));
    } catch (EngineException e) {
      return failure(context, name, e.getMessage(), e.advice(), code(command, e));
    } catch (ImageException e) {
      return failure(context, name, e.getMessage(), e.advice(), code(command));
    } catch (IOException e) {
      var said = ImageException.of(e);
      return failure(context, name, said.getMessage(), said.advice(), code(command));
    }
  }

  private static int failure(
      Context context, String name, String message, String advice, int code) {
    var more = advice.isEmpty() ? "" : "\n" + advice;
    context.front().printError("jug " + name + ": " + message + more);
    return code;
  }

  private static int code(JugCommand command) {
    return command instanceof TakesCommand ? USAGE : 1;
  }

  private static int code(JugCommand command, EngineException failure) {
    if (!(command instanceof TakesCommand)) {
      return 1;
    }
    return switch (failure) {
      case EngineException.Failed failed when failed.kind() == Kind.COMMAND_NOT_FOUND -> NOT_FOUND;
      case EngineException.Failed failed when failed.kind() == Kind.COMMAND_NOT_EXECUTABLE ->
          NOT_EXECUTABLE;
      case EngineException _
          when command instanceof ExecCommand
              || command instanceof KubeExecCommand
              || command instanceof TopCommand ->
          1;
      case EngineException _ -> USAGE;
    };
  }
}
