package dev.jug.app.network;

import dev.jug.app.command.Jug;
import dev.jug.app.docker.Docker;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;

/**
 * Bytes between a container and this host, and how fast they went.
 *
 * @param container its name
 * @param gateway this host's address on a network of the container's
 */
record Flow(Docker docker, String container, String gateway) {
  private static final int CHUNK = 64 << 10;

  /** The time until this host has all that the container sends. */
  Duration out(int bytes) {
    return timed("head -c " + bytes + " /dev/zero | nc ", socket -> drain(socket.getInputStream()));
  }

  /** The time until the container has all that this host sends. */
  Duration in(int bytes) {
    return timed(
        "nc -w 20 ",
        socket -> {
          var chunk = new byte[CHUNK];
          for (int left = bytes; left > 0; left -= CHUNK) {
            socket.getOutputStream().write(chunk, 0, Math.min(left, CHUNK));
          }
          socket.shutdownOutput();
          drain(socket.getInputStream());
        });
  }

  private interface Exchange {
    void with(Socket socket) throws IOException;
  }

  /** Until the client has ended: what this side wrote may still be on its way. */
  private Duration timed(String command, Exchange exchange) {
    try (var server = new ServerSocket(0, 1, InetAddress.ofLiteral(gateway))) {
      var words = command + gateway + " " + server.getLocalPort() + " >/dev/null";
      var client = docker.begin("exec", container, "sh", "-c", words);
      long start;
      try (var socket = server.accept()) {
        start = System.nanoTime();
        exchange.with(socket);
      }
      Jug.finish(client, new byte[0]).ok();
      return Duration.ofNanos(System.nanoTime() - start);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void drain(InputStream stream) throws IOException {
    var chunk = new byte[CHUNK];
    while (stream.read(chunk) >= 0) {
      // Only the time matters.
    }
  }
}
