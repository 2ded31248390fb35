package dev.jug.cli.resource;

import dev.jug.cli.context.JugCommand;
import dev.jug.door.Front;
import dev.jug.door.TakesCommand;
import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.linux.io.Socket;
import dev.jug.linux.proc.Signal;
import dev.jug.runtime.HostCommand;
import dev.jug.runtime.RunningProcess;
import dev.jug.wire.Frame;
import dev.jug.wire.FrameType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Runs a command in a resource container, and in no container. */
@Command(
    name = "jug rc run",
    description = "Run a command of this machine in a resource container.",
    sortOptions = false)
public final class ResourceRunCommand extends JugCommand implements TakesCommand {
  /** What a terminal sends to all who share it, so also to the command. */
  private static final Set<Signal> OF_TERMINALS = Set.of(Signal.INT, Signal.QUIT);

  @Parameters(index = "0", paramLabel = "NAME", description = "The resource container.")
  String name = "";

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "COMMAND",
      description = "The program and its arguments, behind -- if you like.")
  List<String> words = List.of();

  @Override
  public int run() {
    var command = new ArrayList<>(words);
    if (command.getFirst().equals("--")) {
      command.removeFirst();
    }
    if (command.isEmpty()) {
      throw new Invalid("no command to run in resource container " + name, "");
    }
    var request = front().request();
    var environment =
        request.environment().entrySet().stream()
            .map(entry -> entry.getKey() + "=" + entry.getValue())
            .toList();
    try (var pair = Socket.pair()) {
      var started = new CompletableFuture<RunningProcess>();
      front().listen(frame -> pass(frame, started));
      return engine()
          .resources()
          .commands()
          .run(
              name,
              new HostCommand(command, environment, Path.of(request.directory())),
              front()::launch,
              pair.second(),
              process -> attended(process, started, pair.first()));
    }
  }

  private int attended(
      RunningProcess process, CompletableFuture<RunningProcess> started, Socket stream) {
    front().attach(stream, Front.ENDS, new byte[0]);
    started.complete(process);
    return process.await().code();
  }

  /** What comes before there is a process waits for it. */
  private void pass(Frame frame, CompletableFuture<RunningProcess> started) {
    if (frame.type() == FrameType.SIGNAL) {
      Signal.of(frame.number(0))
          .filter(signal -> !(front().isTerminal(0) && OF_TERMINALS.contains(signal)))
          .ifPresent(signal -> {
            var _ = started.thenAccept(process -> process.signal(signal));
          });
    }
  }
}
