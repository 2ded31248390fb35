package dev.jug.cli.command;

import dev.jug.cli.context.JugCommand;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Connects the terminal to a running container. */
@Command(name = "jug attach", description = "Connect the terminal to a running container.")
final class AttachCommand extends JugCommand {
  @Option(names = "--no-stdin", description = "Only look.")
  boolean noStdin;

  @Option(names = "--detach-keys", description = "Keys that detach, default ctrl-p,ctrl-q.")
  @Nullable String detachKeys;

  @Option(
      names = "--sig-proxy",
      arity = "0..1",
      fallbackValue = "true",
      defaultValue = "true",
      description = "Forward signals to the process.")
  boolean forwardSignals = true;

  @Parameters(paramLabel = "CONTAINER", description = "Name or id.")
  String name = "";

  @Override
  public int run() {
    var container = engine().container(name);
    var config = container.inspect().config();
    boolean stdin = config.openStdin() && !noStdin;
    var attachment =
        new Attachment(context(), stdin, config.tty(), forwardSignals, false, detachKeys);
    attachment.check();
    var stream = container.attach();
    container.resize(front().request().rows(), front().request().columns());
    attachment.connect(stream, s -> RunCommand.signalled(container, s), container::resize);
    return container.await();
  }
}
