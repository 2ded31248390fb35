package dev.jug.app.image;

import dev.jug.app.command.Jug;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Programs of others, run by tests. */
final class Programs {
  private static final String LISTENING = "0A";

  private Programs() {}

  /** Runs one to its end, and gives what it said; that it fails is an error. */
  static String output(List<String> command) {
    try {
      var process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getOutputStream().close();
      var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new AssertionError(String.join(" ", command) + ": " + said);
      }
      return said.strip();
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  static String output(String... command) {
    return output(List.of(command));
  }

  static String skopeo(String... words) {
    var command = new ArrayList<>(List.of("skopeo", "--insecure-policy"));
    command.addAll(List.of(words));
    return output(command);
  }

  /** Waits until a process, or another in its network namespace, listens at a port. */
  static void awaitPort(Process process, int port) {
    var table = Path.of("/proc/" + process.pid() + "/net/tcp");
    var local = String.format(Locale.ROOT, ":%04X ", port);
    Jug.eventually(() -> {
      if (!process.isAlive() || lines(table).stream().noneMatch(line -> listens(line, local))) {
        throw new AssertionError("nobody listens at port " + port);
      }
    });
  }

  private static boolean listens(String line, String local) {
    return line.contains(local) && line.strip().split(" +", -1)[3].equals(LISTENING);
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
