package dev.jug.cli.command;

import dev.jug.engine.request.ExecRequest;
import dev.jug.linux.io.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs one more process in a running container. */
@Command(
    name = "jug exec",
    description = "Run one more process in a running container.",
    sortOptions = false)
final class ExecCommand extends JugCommand implements TakesCommand {
  @Option(
      names = {"-i", "--interactive"},
      description = "Keep standard input open.")
  boolean interactive;

  @Option(
      names = {"-t", "--tty"},
      description = "Give the process a terminal.")
  boolean terminal;

  @Option(
      names = {"-d", "--detach"},
      description = "Leave it running.")
  boolean detach;

  @Option(
      names = {"-e", "--env"},
      description = "NAME=VALUE, or NAME to pass it on.")
  List<String> environment = new ArrayList<>();

  @Option(names = "--env-file", description = "Read environment variables from a file.")
  List<String> environmentFiles = new ArrayList<>();

  @Option(
      names = {"-w", "--workdir"},
      description = "Working directory in the container.")
  @Nullable String directory;

  @Option(
      names = {"-u", "--user"},
      description = "USER[:GROUP], by name or number.")
  @Nullable String user;

  @Option(names = "--privileged", description = "Give it every right there is.")
  boolean privileged;

  @Option(names = "--detach-keys", description = "Keys that detach, default ctrl-p,ctrl-q.")
  @Nullable String detachKeys;

  @Parameters(index = "0", paramLabel = "CONTAINER", description = "Name or id.")
  String container = "";

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "COMMAND",
      description = "Program and arguments.")
  List<String> command = new ArrayList<>();

  @Override
  int run() {
    var target = engine().container(container);
    var attachment = new Attachment(context(), interactive, terminal, true, true, detachKeys);
    if (detach) {
      target.exec(request(), Optional.empty());
      return 0;
    }
    attachment.check();
    try (var pair = Socket.pair()) {
      var session = target.exec(request(), Optional.of(pair.second()));
      attachment.connect(pair.first(), session::kill, session::resize);
      return session.await();
    }
  }

  private ExecRequest request() {
    if (!command.isEmpty() && "--".equals(command.getFirst())) {
      command.removeFirst();
    }
    return new ExecRequest(
        command,
        new Environment(front()).of(environmentFiles, environment),
        directory,
        user,
        terminal,
        interactive,
        privileged,
        detach,
        front().request().rows(),
        front().request().columns());
  }
}
