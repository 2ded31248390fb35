package dev.jug.cli.command;

import dev.jug.cli.context.JugCommand;
import dev.jug.door.TakesCommand;
import dev.jug.engine.request.ExecRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs one more process in a running container. */
@Command(
    name = "jug exec",
    customSynopsis = "jug exec [OPTION...] CONTAINER COMMAND [ARGUMENT...]",
    description = "Run one more process in a running container.",
    sortOptions = false)
final class ExecCommand extends JugCommand implements TakesCommand {
  @Mixin ProcessFlags process = new ProcessFlags();

  @Option(
      names = {"-d", "--detach"},
      description = "Leave it running.")
  boolean detach;

  @Parameters(index = "0", paramLabel = "CONTAINER", description = "Name or id.")
  String container = "";

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "COMMAND",
      description = "Program and arguments.")
  List<String> command = new ArrayList<>();

  @Override
  public int run() {
    var target = engine().container(container);
    var attachment =
        new Attachment(
            context(), process.interactive, process.terminal, true, true, process.detachKeys);
    if (detach) {
      target.exec(request(), Optional.empty());
      return 0;
    }
    return new ExecRun(attachment, target).run(request());
  }

  private ExecRequest request() {
    if (!command.isEmpty() && "--".equals(command.getFirst())) {
      command.removeFirst();
    }
    return new ExecRequest(
        command,
        new Environment(front()).of(process.environmentFiles, process.environment),
        process.directory,
        process.user,
        process.terminal,
        process.interactive,
        process.privileged,
        detach,
        front().request().rows(),
        front().request().columns());
  }
}
