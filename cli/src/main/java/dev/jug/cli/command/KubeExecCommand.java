package dev.jug.cli.command;

import dev.jug.cli.context.JugCommand;
import dev.jug.door.TakesCommand;
import dev.jug.engine.request.ExecRequest;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs one more process in a container of a pod; options as {@code kubectl exec} has them. */
@Command(
    name = "jug kube exec",
    customSynopsis = "jug kube exec [OPTION...] POD [--] COMMAND [ARGUMENT...]",
    description = "Run one more process in a pod's container.",
    sortOptions = false)
final class KubeExecCommand extends JugCommand implements TakesCommand {
  @Option(
      names = {"-c", "--container"},
      description = "Which one; default is the pod's first.")
  String container = "";

  @Option(
      names = {"-i", "--stdin"},
      description = "Keep standard input open.")
  boolean interactive;

  @Option(
      names = {"-t", "--tty"},
      description = "Give the process a terminal.")
  boolean terminal;

  @Parameters(index = "0", paramLabel = "POD", description = "Its name.")
  String pod = "";

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "COMMAND",
      description = "Program and arguments.")
  List<String> command = new ArrayList<>();

  @Override
  public int run() {
    var target = context().play().container(pod, container).container();
    var attachment = new Attachment(context(), interactive, terminal, true, true, null);
    return new ExecRun(attachment, target).run(request());
  }

  private ExecRequest request() {
    if ("--".equals(command.getFirst())) {
      command.removeFirst();
    }
    return new ExecRequest(
        command,
        List.of(),
        null,
        null,
        terminal,
        interactive,
        false,
        false,
        front().request().rows(),
        front().request().columns());
  }
}
