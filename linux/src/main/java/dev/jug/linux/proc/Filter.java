package dev.jug.linux.proc;

import dev.jug.linux.Errno;
import dev.jug.linux.SysException;
import dev.jug.linux.fs.Rooted;
import dev.jug.linux.io.Socket;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A program that reads all of its standard input and answers on its standard output. What it prints
 * as errors goes to {@code /dev/null}.
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
    try (var in = Socket.pair();
        var out = Socket.pair()) {
      try (var process = start(in.second(), out.second())) {
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

  private Pidfd start(Socket input, Socket output) {
    var argv = new ArrayList<>(List.of(program.toString()));
    argv.addAll(arguments);
    var variables = environment.entrySet().stream().map(e -> e.getKey() + "=" + e.getValue());
    try (var devices = Rooted.directory("/dev");
        var nothing = Rooted.open(devices, "null", O_WRONLY)) {
      int pid =
          Spawner.spawn(
              program.toString(), argv, variables.toList(), input.fd(), output.fd(), nothing);
      return Pidfd.open(pid).orElseThrow();
    }
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
