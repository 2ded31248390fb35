package dev.jug.app.image;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A network namespace with one address that is not of the loopback range, for which no exceptions
 * are made.
 */
final class Island implements AutoCloseable {
  static final String ADDRESS = "198.18.0.1";

  private final Process holder;

  Island() {
    var script =
        "ip link set lo up && ip address add " + ADDRESS + "/32 dev lo && echo && exec cat";
    try {
      holder = new ProcessBuilder("unshare", "-n", "sh", "-c", script).start();
      if (holder.getInputStream().read() < 0) {
        throw new AssertionError(new String(holder.getErrorStream().readAllBytes(), UTF_8));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What stands before a command that is to run there. */
  String[] prefix() {
    return new String[] {"nsenter", "--net=/proc/" + holder.pid() + "/ns/net"};
  }

  /** A command that runs there. */
  List<String> command(List<String> words) {
    var all = new ArrayList<>(List.of(prefix()));
    all.addAll(words);
    return all;
  }

  @Override
  public void close() {
    holder.destroy();
    holder.onExit().join();
  }
}
