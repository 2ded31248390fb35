package dev.jug.app.docker;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;

/**
 * Speaks to an engine without any client in between.
 *
 * @param socket where it serves Docker's clients
 */
public record RawClient(Path socket) {
  /** What it answers, the head included; the connection is closed. */
  public String ask(String method, String path, String body) throws IOException {
    return send(
        "%s %s HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: %d\r\n\r\n%s"
            .formatted(method, path, body.getBytes(UTF_8).length, body));
  }

  /** What it answers to this text. */
  public String send(String request) throws IOException {
    try (var channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
      channel.write(ByteBuffer.wrap(request.getBytes(UTF_8)));
      return new String(Channels.newInputStream(channel).readAllBytes(), UTF_8);
    }
  }
}
