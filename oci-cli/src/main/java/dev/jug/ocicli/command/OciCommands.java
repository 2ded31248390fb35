package dev.jug.ocicli.command;

import dev.jug.door.Front;
import dev.jug.door.Prepared;
import dev.jug.door.Prepared.Line;
import dev.jug.linux.SysException;
import dev.jug.oci.runtime.InvalidSpecException;
import dev.jug.runtime.LaunchException;
import dev.jug.runtime.cgroup.CgroupException;
import dev.jug.runtime.lifecycle.Lifecycle;
import dev.jug.runtime.lifecycle.LifecycleException;
import dev.jug.runtime.systemd.SystemdException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import picocli.CommandLine.ParameterException;

/**
 * Finds the command for a command line, and turns what goes wrong into a message, a line of the log
 * and exit code 1.
 */
public final class OciCommands {
  private static final Set<String> LOG_FORMATS = Set.of("text", "json");
  private static final int FAILURE = 1;

  private final String version;
  private final Function<Path, Lifecycle> lifecycles;
  private final Prepared<GlobalOptions> globals = new Prepared<>(Map.of("", GlobalOptions::new));
  private final Prepared<OciCommand> commands =
      new Prepared<>(
          Map.ofEntries(
              Map.entry("create", CreateCommand::new),
              Map.entry("start", StartCommand::new),
              Map.entry("run", RunCommand::new),
              Map.entry("exec", ExecCommand::new),
              Map.entry("state", StateCommand::new),
              Map.entry("kill", KillCommand::new),
              Map.entry("delete", DeleteCommand::new),
              Map.entry("list", ListCommand::new),
              Map.entry("ps", ProcessesCommand::new),
              Map.entry("pause", PauseCommand::new),
              Map.entry("resume", ResumeCommand::new),
              Map.entry("update", UpdateCommand::new),
              Map.entry("events", EventsCommand::new),
              Map.entry("spec", SpecCommand::new),
              Map.entry("features", FeaturesCommand::new)));

  /**
   * @param version of Jug
   * @param lifecycles the containers under a root directory
   */
  public OciCommands(String version, Function<Path, Lifecycle> lifecycles) {
    this.version = version;
    this.lifecycles = lifecycles;
  }

  /** Runs the command line of a front. */
  public int run(Front front) {
    var line = globals.take("");
    try {
      line.parser().parseArgs(front.request().arguments().toArray(String[]::new));
      return run(front, line);
    } catch (ParameterException e) {
      return usage(front, String.valueOf(e.getMessage()));
    } finally {
      globals.giveBack("", line);
    }
  }

  private int run(Front front, Line<GlobalOptions> line) {
    var options = line.command();
    if (options.version) {
      front.printLine("jug-runtime version " + version);
      front.printLine("spec: 1.3.0");
      return 0;
    }
    if (!LOG_FORMATS.contains(options.logFormat)) {
      return usage(front, "--log-format: \"" + options.logFormat + "\" is not text or json");
    }
    var name = options.words.isEmpty() || options.help ? "help" : options.words.getFirst();
    if (!commands.knows(name)) {
      return "help".equals(name) ? help(front, line) : usage(front, "unknown command: " + name);
    }
    return run(front, options, name);
  }

  private int help(Front front, Line<GlobalOptions> line) {
    front.print(line.parser().getUsageMessage());
    front.printLine("Commands: " + String.join(" ", commands.names()));
    return 0;
  }

  private static int usage(Front front, String message) {
    front.printError("jug-runtime: " + message + "\nSee 'jug-runtime --help'.");
    return FAILURE;
  }

  private int run(Front front, GlobalOptions options, String name) {
    var errors =
        new Errors(
            front,
            Optional.ofNullable(options.log).map(log -> path(front, log)),
            "json".equals(options.logFormat));
    var line = commands.take(name);
    try {
      line.command().in(context(front, errors, options));
      return run(front, line, options.words.subList(1, options.words.size()));
    } catch (ParameterException
        | InvalidSpecException
        | LaunchException
        | LifecycleException
        | CgroupException
        | SystemdException
        | SysException
        | UncheckedIOException e) {
      errors.report(name + " failed: " + e.getMessage());
      return FAILURE;
    } finally {
      line.command().done();
      commands.giveBack(name, line);
    }
  }

  private Context context(Front front, Errors errors, GlobalOptions options) {
    return new Context(
        front, errors, () -> lifecycles.apply(root(front, options)), options.systemdCgroup);
  }

  private static int run(Front front, Line<OciCommand> line, List<String> arguments) {
    line.parser().parseArgs(arguments.toArray(String[]::new));
    if (line.parser().isUsageHelpRequested()) {
      front.print(line.parser().getUsageMessage());
      return 0;
    }
    return line.command().run();
  }

  private static Path root(Front front, GlobalOptions options) {
    if (options.root != null) {
      return path(front, options.root);
    }
    var session = front.request().environment().get("XDG_RUNTIME_DIR");
    return front.peer().uid() == 0 || session == null
        ? Lifecycle.ROOT
        : Path.of(session, "jug-runtime");
  }

  private static Path path(Front front, String path) {
    return Path.of(front.request().directory()).resolve(path).normalize();
  }
}
