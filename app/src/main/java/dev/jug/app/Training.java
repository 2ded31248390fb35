package dev.jug.app;

import dev.jug.engine.error.EngineException;
import dev.jug.linux.Fd;
import dev.jug.linux.SysException;
import dev.jug.linux.fs.Tree;
import dev.jug.linux.io.Socket;
import dev.jug.wire.Frame;
import dev.jug.wire.FrameSocket;
import dev.jug.wire.FrameType;
import dev.jug.wire.Request;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A short life for the start-up cache: a private engine does what engines do, and the JVM remembers
 * the classes. Where no container can run, the cache just covers less.
 */
final class Training {
  private static final List<List<String>> COMMANDS =
      List.of(
          List.of("run", "--rm", "host", "--", "true"),
          List.of("run", "--rm", "-t", "-m", "64m", "-e", "A=b", "host", "true"),
          List.of("run", "-d", "--name", "trained", "--init", "host", "sleep", "60"),
          List.of("exec", "trained", "true"),
          List.of("exec", "-i", "trained", "true"),
          List.of("ps", "-a"),
          List.of("logs", "trained"),
          List.of("inspect", "trained"),
          List.of("explain", "trained"),
          List.of("stop", "-t", "0", "trained"),
          List.of("rm", "-f", "trained"),
          List.of("run", "--rm", "host", "no-such-command"),
          List.of("run", "--help"),
          List.of("engine", "status"),
          List.of("engine", "stop"));

  private Training() {}

  static int run(Options options) throws IOException, InterruptedException {
    var folder = Files.createTempDirectory("jug-train-");
    try {
      train(options.at(folder.resolve("state"), folder.resolve("run")));
    } catch (EngineException | SysException e) {
      System.err.println("jug: training ended early: " + e.getMessage());
    } finally {
      Tree.delete(folder);
    }
    return 0;
  }

  private static void train(Options options) throws IOException, InterruptedException {
    Files.createDirectories(options.run());
    var socket = options.run().resolve("engine.sock");
    EngineProcess.serve(
        options,
        _ -> Thread.startVirtualThread(() -> COMMANDS.forEach(command -> ask(socket, command))));
  }

  /** What a front does, without a terminal. */
  private static void ask(Path socket, List<String> command) {
    try (var frames = new FrameSocket(Socket.connect(socket))) {
      frames.send(new Request("jug", command, Map.of(), "/", 0, 24, 80).toFrame());
      for (var frame = frames.receive(); frame.isPresent(); frame = frames.receive()) {
        if (frame.get().type() == FrameType.ATTACH) {
          drain(frame.get());
        }
      }
    }
  }

  private static void drain(Frame attach) {
    var stream = new Socket(new Fd(attach.descriptors().getFirst().steal()));
    try (var frames = new FrameSocket(stream)) {
      while (frames.receive().isPresent()) {
        // Nobody looks at what the container says.
      }
    }
  }
}
