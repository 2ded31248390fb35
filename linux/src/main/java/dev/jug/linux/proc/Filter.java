package dev.jug.linux.proc;

import dev.jug.linux.Errno;
import dev.jug.linux.Fd;
import dev.jug.linux.SysException;
import dev.jug.linux.fs.Rooted;
import dev.jug.linux.io.Socket;
import dev.jug.linux.ns.NamespaceKind;
import dev.jug.linux.ns.NamespaceThread;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A program that reads all of its standard input and answers on its standard output. What it prints
 * as errors goes to {@code /dev/null}, unless it is {@link #runTelling asked for}.
 *
 * @param program its path
 * @param arguments without the program's own name
 * @param environment all it gets
 */
public record Filter(Path program, List<String> arguments, Map<String, String> environment) {
  private static final int O_WRONLY = 1;
  private static final int PIECE = 8192;

  public Filter {
    arguments = List.copyOf(arguments);
    environment = Map.copyOf(environment);
  }

  /** A process is born where its creator is. */
  private interface Where {
    int start(Supplier<Integer> birth);
  }

  /**
   * How a run ended.
   *
   * @param status as exit(3) gave it, or 128 + n when signal n ended it
   * @param output in UTF-8
   */
  public record Result(int status, String output) {}

  /**
   * Runs the program to its end.
   *
   * @param most how many bytes of output it may have; it is killed for more
   * @param longest how long it may take; it is killed then
   * @throws SysException if it cannot be started
   */
  public Result run(byte[] input, int most, Duration longest) {
    try (var devices = Rooted.directory("/dev");
        var nothing = Rooted.open(devices, "null", O_WRONLY)) {
      return run(input, most, longest, Optional.of(nothing), Supplier::get);
    }
  }

  /**
   * The same, with what it prints as errors in the output too.
   *
   * @throws SysException if it cannot be started
   */
  public Result runTelling(byte[] input, int most, Duration longest) {
    return run(input, most, longest, Optional.empty(), Supplier::get);
  }

  /**
   * The same in another network namespace.
   *
   * @throws SysException if it cannot be started there
   */
  public Result runTellingIn(Fd namespace, byte[] input, int most, Duration longest) {
    return run(
        input,
        most,
        longest,
        Optional.<Fd>empty(),
        start -> NamespaceThread.call(namespace, NamespaceKind.NETWORK, start));
  }

  private Result run(byte[] input, int most, Duration longest, Optional<Fd> errors, Where where) {
    try (var in = Socket.pair();
        var out = Socket.pair()) {
      try (var process = start(where, in.second(), out.second(), errors)) {
        in.second().close();
        out.second().close();
        var alarm = Thread.startVirtualThread(() -> end(process, out.first(), longest));
        try {
          feed(in.first(), input);
          var output = output(process, out.first(), most);
          return new Result(process.reap(), output);
        } finally {
          finish(alarm);
        }
      }
    }
  }

  private Pidfd start(Where where, Socket input, Socket output, Optional<Fd> errors) {
    var argv = new ArrayList<>(List.of(program.toString()));
    argv.addAll(arguments);
    var variables = environment.entrySet().stream().map(e -> e.getKey() + "=" + e.getValue());
    var environ = variables.toList();
    int pid =
        where.start(() ->
            Spawner.spawn(
                program.toString(),
                argv,
                environ,
                input.fd(),
                output.fd(),
                errors.orElse(output.fd())));
    return Pidfd.open(pid).orElseThrow();
  }

  /** Children of the program may keep its output open: the socket is ended too. */
  private static void end(Pidfd process, Socket output, Duration after) {
    try {
      Thread.sleep(after);
      process.signal(Signal.KILL);
      output.shutdown();
    } catch (InterruptedException _) {
      // it ended in time
    }
  }

  private static void feed(Socket socket, byte[] input) {
    try (socket) {
      socket.send(input, 0, input.length, List.of());
    } catch (SysException e) {
      if (e.errno() != Errno.EPIPE) {
        throw e;
      }
    }
  }

  private static String output(Pidfd process, Socket socket, int most) {
    var output = new ByteArrayOutputStream();
    var piece = new byte[PIECE];
    int count = socket.receive(piece, 0, PIECE, new ArrayList<>());
    while (count > 0) {
      output.write(piece, 0, count);
      if (output.size() > most) {
        process.signal(Signal.KILL);
        return "";
      }
      count = socket.receive(piece, 0, PIECE, new ArrayList<>());
    }
    return output.toString(StandardCharsets.UTF_8);
  }

  private static void finish(Thread alarm) {
    alarm.interrupt();
    try {
      alarm.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
