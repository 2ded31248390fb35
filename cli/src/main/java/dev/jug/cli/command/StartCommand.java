package dev.jug.cli.command;

import dev.jug.cli.context.JugCommand;
import dev.jug.door.TakesCommand;
import dev.jug.engine.Container;
import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.linux.io.Socket;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Starts containers; stays with one if asked to. */
@Command(name = "jug start", description = "Start containers.")
final class StartCommand extends JugCommand implements TakesCommand {
  @Option(
      names = {"-a", "--attach"},
      description = "Show its output and wait for its end.")
  boolean attach;

  @Option(
      names = {"-i", "--interactive"},
      description = "Forward standard input too.")
  boolean interactive;

  @Option(names = "--detach-keys", description = "Keys that detach, default ctrl-p,ctrl-q.")
  @Nullable String detachKeys;

  @Parameters(arity = "1..*", paramLabel = "CONTAINER", description = "Name or id.")
  List<String> containers = List.of();

  @Override
  public int run() {
    if (!attach && !interactive) {
      return new ForEach(engine(), front()).named(containers, c -> c.start(Optional.empty()));
    }
    if (containers.size() > 1) {
      throw new Invalid("you cannot start and attach multiple containers at once", "");
    }
    return attached(engine().container(containers.getFirst()));
  }

  private int attached(Container container) {
    boolean terminal = container.inspect().config().tty();
    var attachment = new Attachment(context(), interactive, terminal, true, false, detachKeys);
    attachment.check();
    try (var pair = Socket.pair()) {
      container.start(Optional.of(pair.second()));
      attachment.connect(pair.first(), s -> RunCommand.signalled(container, s), container::resize);
      return container.await();
    }
  }
}
