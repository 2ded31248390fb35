package dev.jug.cli.command;

import dev.jug.cli.context.Context;
import dev.jug.engine.error.EngineException;
import dev.jug.oci.runtime.InvalidSpecException;
import dev.jug.runtime.LaunchException.Kind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/**
 * Finds the command for a command line, and turns what goes wrong into a message and an exit code.
 */
public final class Commands {
  private static final int USAGE = 125;
  private static final int NOT_EXECUTABLE = 126;
  private static final int NOT_FOUND = 127;

  private final Map<String, Supplier<JugCommand>> commands = new LinkedHashMap<>();

  /** All commands there are. */
  public Commands() {
    commands.put("run", RunCommand::new);
    commands.put("create", CreateCommand::new);
    commands.put("start", StartCommand::new);
    commands.put("stop", StopCommand::new);
    commands.put("restart", RestartCommand::new);
    commands.put("kill", KillCommand::new);
    commands.put("rm", RemoveCommand::new);
    commands.put("ps", ListCommand::new);
    commands.put("logs", LogsCommand::new);
    commands.put("exec", ExecCommand::new);
    commands.put("attach", AttachCommand::new);
    commands.put("wait", WaitCommand::new);
    commands.put("inspect", InspectCommand::new);
    commands.put("rename", RenameCommand::new);
    commands.put("explain", ExplainCommand::new);
    commands.put("engine", EngineCommand::new);
    commands.put("version", VersionCommand::new);
  }

  /** Runs the command line of a front. */
  public int run(Context context) {
    var arguments = context.front().request().arguments();
    var name = arguments.isEmpty() ? "--help" : arguments.getFirst();
    var maker = commands.get(name);
    if (maker != null) {
      return run(context, name, maker.get(), arguments.subList(1, arguments.size()));
    }
    if (List.of("--help", "-h", "help").contains(name)) {
      context.front().print(Help.TEXT);
      return 0;
    }
    if (List.of("--version", "-v").contains(name)) {
      context.front().printLine("Jug version " + context.control().status().version());
      return 0;
    }
    context.front().printError("jug: '" + name + "' is not a jug command.\nSee 'jug --help'");
    return 1;
  }

  private static int run(Context context, String name, JugCommand command, List<String> arguments) {
    command.in(context);
    var line = new CommandLine(command).setStopAtPositional(command instanceof TakesCommand);
    try {
      line.parseArgs(arguments.toArray(String[]::new));
      if (line.isUsageHelpRequested()) {
        context.front().print(line.getUsageMessage());
        return 0;
      }
      return command.run();
    } catch (ParameterException e) {
      return failure(
          context, name, String.valueOf(e.getMessage()), "See 'jug " + name + " --help'.", USAGE);
    } catch (InvalidSpecException e) {
      return failure(context, name, e.getMessage(), "", USAGE);
    } catch (EngineException e) {
      return failure(context, name, e.getMessage(), e.advice(), code(command, e));
    }
  }

  private static int failure(
      Context context, String name, String message, String advice, int code) {
    var more = advice.isEmpty() ? "" : "\n" + advice;
    context.front().printError("jug " + name + ": " + message + more);
    return code;
  }

  private static int code(JugCommand command, EngineException failure) {
    if (!(command instanceof TakesCommand)) {
      return 1;
    }
    return switch (failure) {
      case EngineException.Failed failed when failed.kind() == Kind.COMMAND_NOT_FOUND -> NOT_FOUND;
      case EngineException.Failed failed when failed.kind() == Kind.COMMAND_NOT_EXECUTABLE ->
          NOT_EXECUTABLE;
      case EngineException _ when command instanceof ExecCommand -> 1;
      case EngineException _ -> USAGE;
    };
  }
}
