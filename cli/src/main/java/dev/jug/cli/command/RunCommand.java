package dev.jug.cli.command;

import dev.jug.cli.context.JugCommand;
import dev.jug.cli.image.MissingImage;
import dev.jug.cli.image.MissingImage.When;
import dev.jug.door.TakesCommand;
import dev.jug.engine.Container;
import dev.jug.engine.error.EngineException;
import dev.jug.engine.volume.VolumeFate;
import dev.jug.linux.io.Socket;
import java.io.IOException;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes a container, starts it, and stays with it unless told otherwise. */
@Command(
    name = "jug run",
    customSynopsis = "jug run [OPTION...] IMAGE [--] COMMAND [ARGUMENT...]",
    description = "Make a container and start it.",
    sortOptions = false)
final class RunCommand extends JugCommand implements TakesCommand {
  @Mixin ContainerOptions options = new ContainerOptions();

  @Option(
      names = {"-d", "--detach"},
      description = "Print the id and leave it running.")
  boolean detach;

  @Option(names = "--dry-run", description = "Print the launch plan and make nothing.")
  boolean dryRun;

  @Option(
      names = "--sig-proxy",
      arity = "0..1",
      fallbackValue = "true",
      defaultValue = "true",
      description = "Forward signals to the process.")
  boolean forwardSignals = true;

  @Override
  public int run() throws IOException {
    var request =
        new Requests(options, front(), engine().resources()::group)
            .request(detach)
            .startingAtOnce();
    new MissingImage(context(), When.parse(options.pull), options.quiet).provide(request);
    if (dryRun) {
      front().print(engine().plan(request).explain());
      return 0;
    }
    var attachment =
        new Attachment(
            context(),
            options.process.interactive,
            options.process.terminal,
            forwardSignals,
            false,
            options.process.detachKeys);
    if (!detach) {
      attachment.check();
    }
    var container = new Creation(context(), options).create(request);
    return detach ? detached(container) : attached(container, attachment);
  }

  private int detached(Container container) {
    start(container, Optional.empty());
    front().printLine(container.id());
    return 0;
  }

  /** Starts a container and stays with it to its end. */
  static int attached(Container container, Attachment attachment) {
    try (var pair = Socket.pair()) {
      start(container, Optional.of(pair.second()));
      attachment.connect(pair.first(), signal -> signalled(container, signal), container::resize);
      return container.await();
    }
  }

  static void signalled(Container container, dev.jug.linux.proc.Signal signal) {
    try {
      container.kill(signal);
    } catch (EngineException e) {
      // It has just ended; the exit code is on its way.
    }
  }

  /** What could not be started is of no use to anyone: its message says why, and it is removed. */
  private static void start(Container container, Optional<Socket> client) {
    try {
      container.start(client);
    } catch (EngineException e) {
      removeQuietly(container, e);
      throw e;
    }
  }

  private static void removeQuietly(Container container, EngineException why) {
    try {
      container.remove(true, VolumeFate.UNDONE);
    } catch (EngineException e) {
      why.addSuppressed(e);
    }
  }
}
