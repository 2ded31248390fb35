package dev.jug.cli.command;

import dev.jug.cli.context.Context;
import dev.jug.cli.context.JugCommand;
import dev.jug.cli.files.CommitCommand;
import dev.jug.cli.files.CopyCommand;
import dev.jug.cli.files.DiffCommand;
import dev.jug.cli.files.ExportCommand;
import dev.jug.cli.files.ImportCommand;
import dev.jug.cli.image.HistoryCommand;
import dev.jug.cli.image.ImageInspectCommand;
import dev.jug.cli.image.ImagePruneCommand;
import dev.jug.cli.image.ImageSignCommand;
import dev.jug.cli.image.ImageVerifyCommand;
import dev.jug.cli.image.ImagesCommand;
import dev.jug.cli.image.LoadCommand;
import dev.jug.cli.image.LoginCommand;
import dev.jug.cli.image.LogoutCommand;
import dev.jug.cli.image.PullCommand;
import dev.jug.cli.image.PushCommand;
import dev.jug.cli.image.RemoveImageCommand;
import dev.jug.cli.image.SaveCommand;
import dev.jug.cli.image.TagCommand;
import dev.jug.cli.system.CheckCommand;
import dev.jug.cli.system.ContainerPruneCommand;
import dev.jug.cli.system.DiskCommand;
import dev.jug.cli.system.PruneCommand;
import dev.jug.door.Prepared;
import dev.jug.door.TakesCommand;
import dev.jug.engine.error.EngineException;
import dev.jug.image.error.ImageException;
import dev.jug.oci.runtime.InvalidSpecException;
import dev.jug.runtime.LaunchException.Kind;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.ParameterException;

/**
 * Finds the command for a command line, and turns what goes wrong into a message and an exit code.
 */
public final class Commands {
  private static final int USAGE = 125;
  private static final int NOT_EXECUTABLE = 126;
  private static final int NOT_FOUND = 127;

  private final Prepared<JugCommand> commands =
      new Prepared<>(
          Map.ofEntries(
              Map.entry("run", RunCommand::new),
              Map.entry("create", CreateCommand::new),
              Map.entry("start", StartCommand::new),
              Map.entry("stop", StopCommand::new),
              Map.entry("restart", RestartCommand::new),
              Map.entry("kill", KillCommand::new),
              Map.entry("rm", RemoveCommand::new),
              Map.entry("ps", ListCommand::new),
              Map.entry("logs", LogsCommand::new),
              Map.entry("exec", ExecCommand::new),
              Map.entry("attach", AttachCommand::new),
              Map.entry("wait", WaitCommand::new),
              Map.entry("inspect", InspectCommand::new),
              Map.entry("rename", RenameCommand::new),
              Map.entry("explain", ExplainCommand::new),
              Map.entry("pull", PullCommand::new),
              Map.entry("push", PushCommand::new),
              Map.entry("load", LoadCommand::new),
              Map.entry("save", SaveCommand::new),
              Map.entry("login", LoginCommand::new),
              Map.entry("logout", LogoutCommand::new),
              Map.entry("images", ImagesCommand::new),
              Map.entry("rmi", RemoveImageCommand::new),
              Map.entry("tag", TagCommand::new),
              Map.entry("history", HistoryCommand::new),
              Map.entry("cp", CopyCommand::new),
              Map.entry("export", ExportCommand::new),
              Map.entry("import", ImportCommand::new),
              Map.entry("commit", CommitCommand::new),
              Map.entry("diff", DiffCommand::new),
              Map.entry("image inspect", ImageInspectCommand::new),
              Map.entry("image sign", ImageSignCommand::new),
              Map.entry("image verify", ImageVerifyCommand::new),
              Map.entry("image prune", ImagePruneCommand::new),
              Map.entry("system check", CheckCommand::new),
              Map.entry("system df", DiskCommand::new),
              Map.entry("system prune", PruneCommand::new),
              Map.entry("container prune", ContainerPruneCommand::new),
              Map.entry("engine", EngineCommand::new),
              Map.entry("version", VersionCommand::new)));

  /** Runs the command line of a front. */
  public int run(Context context) {
    var arguments = context.front().request().arguments();
    var line =
        CommandNames.split(arguments.isEmpty() ? List.of("--help") : arguments, commands::knows);
    var name = line.name();
    if (commands.knows(name)) {
      return run(context, name, line.arguments());
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
    } catch (EngineException e) {
      return failure(context, name, e.getMessage(), e.advice(), code(command, e));
    } catch (ImageException e) {
      return failure(context, name, e.getMessage(), e.advice(), code(command));
    } catch (IOException e) {
      var said = ImageException.of("do it", e);
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
      case EngineException _ when command instanceof ExecCommand -> 1;
      case EngineException _ -> USAGE;
    };
  }
}
