package dev.jug.runtime.launch;

import dev.jug.linux.Fd;
import dev.jug.linux.SysException;
import dev.jug.linux.fs.Tree;
import dev.jug.linux.io.Socket;
import dev.jug.runtime.LaunchException;
import dev.jug.runtime.Streams;
import dev.jug.runtime.compile.ForeignCompiler;
import dev.jug.wire.BrokenFrameException;
import dev.jug.wire.FrameSocket;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Runs commands of other runtimes that do their work and leave no process behind. */
final class ForeignCommands {
  private final Birth birth;
  private final List<Path> hidden;
  private final CommandLimits limits;
  private final AtomicInteger runs = new AtomicInteger();

  /**
   * @param hidden mounts of the host that runtimes are not to see
   * @param limits how long each may take
   */
  ForeignCommands(Birth birth, List<Path> hidden, CommandLimits limits) {
    this.birth = birth;
    this.hidden = hidden;
    this.limits = limits;
  }

  /**
   * Runs one and waits for its end, but no longer than it may take.
   *
   * @param program of the container, if the command begins it
   * @param words the command
   * @throws LaunchException in the runtime's words if it fails, or cannot be run
   */
  void run(ForeignHome home, String program, List<String> words) {
    var folder = home.state().resolve("run" + runs.incrementAndGet());
    try {
      Tree.delete(folder); // An engine that died may have begun to count where this one does.
      Files.createDirectory(folder);
      run(home, program, folder, words);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot run " + home.handler().name(), e);
    } finally {
      remove(folder);
    }
  }

  private void run(ForeignHome home, String program, Path folder, List<String> words) {
    var log = folder.resolve("log");
    var command = home.command(log, words);
    try (var pair = Socket.pair()) {
      var files = new Streams(false, false, Optional.empty(), Optional.of(pair.second()));
      var plan = ForeignCompiler.working(command, files, hidden).work(folder);
      var delivery = new Delivery(plan, command.program(), folder, files, Optional.empty());
      try (var limit = new TimeLimit(limits.of(words.getFirst()));
          var process = birth.monitored(delivery, limit::begin)) {
        pair.second().close();
        var said = listen(pair.first());
        boolean done = process.await().code() == 0;
        if (!done && limit.isOver()) {
          throw new ForeignLog(log).late(home.handler().name(), words.getFirst(), limit.limit());
        }
        if (!done) {
          throw new ForeignLog(log)
              .failure(home.handler().name(), program, words.getFirst() + " failed: " + said);
        }
      }
    }
  }

  private static String listen(Socket socket) {
    var heard = new Heard();
    try (var frames = new FrameSocket(new Socket(new Fd(socket.fd().steal())))) {
      heard.listen(frames);
    } catch (SysException | BrokenFrameException e) {
      // How it ended says the rest.
    }
    return heard.text();
  }

  private static void remove(Path folder) {
    try {
      Tree.delete(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
