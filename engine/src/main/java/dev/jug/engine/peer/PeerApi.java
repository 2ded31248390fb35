package dev.jug.engine.peer;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jug.engine.error.EngineException.Failed;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Requests to an engine that speaks the Docker Engine API, one a connection.
 *
 * @param socket where it listens
 */
record PeerApi(Path socket) {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int ERRORS = 400;
  private static final String HEAD_END = "\r\n\r\n";

  /**
   * Asks for an object.
   *
   * @throws Failed if it answers with an error, or not at all
   */
  JsonNode json(String path) {
    return JSON.readTree(ask("GET", path));
  }

  /**
   * Sends an object.
   *
   * @throws Failed if it answers with an error, or not at all
   */
  JsonNode ask(String method, String path, Object body) {
    return JSON.readTree(ask(method, path, "application/json", JSON.writeValueAsBytes(body)));
  }

  /** Sends nothing. */
  byte[] ask(String method, String path) {
    return ask(method, path, "application/json", new byte[0]);
  }

  /** Sends bytes of a type. */
  byte[] ask(String method, String path, String type, byte[] body) {
    var head =
        "%s %s HTTP/1.1\r\nHost: peer\r\nConnection: close\r\nContent-Type: %s\r\nContent-Length: %d%s"
            .formatted(method, path, type, body.length, HEAD_END);
    var request = new ByteArrayOutputStream();
    request.writeBytes(head.getBytes(UTF_8));
    request.writeBytes(body);
    try {
      return content(method + " " + path, exchange(request.toByteArray()));
    } catch (IOException e) {
      throw new Failed("cannot ask " + socket + ": " + e.getMessage(), "Does it listen there?", e);
    }
  }

  private byte[] exchange(byte[] request) throws IOException {
    try (var channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
      var left = ByteBuffer.wrap(request);
      while (left.hasRemaining()) {
        channel.write(left);
      }
      return Channels.newInputStream(channel).readAllBytes();
    }
  }

  private byte[] content(String asked, byte[] answer) throws IOException {
    var text = new String(answer, ISO_8859_1);
    int end = text.indexOf(HEAD_END);
    if (end < 0) {
      throw new IOException("it closed the connection");
    }
    var head = text.substring(0, end);
    var body = text.substring(end + HEAD_END.length());
    var content =
        head.toLowerCase(Locale.ROOT).contains("\r\ntransfer-encoding: chunked")
            ? joined(body)
            : body;
    if (Integer.parseInt(head.split(" ", 3)[1]) >= ERRORS) {
      throw new Failed(asked + " at " + socket + ": " + content.strip(), "", null);
    }
    return content.getBytes(ISO_8859_1);
  }

  /** Of chunks: a size in hexadecimal, a line's end, so many bytes, a line's end; the last is 0. */
  private static String joined(String chunks) {
    var content = new StringBuilder();
    int at = 0;
    while (at < chunks.length()) {
      int line = chunks.indexOf("\r\n", at);
      int size = Integer.parseInt(chunks.substring(at, line).split(";", 2)[0].strip(), 16);
      if (size == 0) {
        break;
      }
      content.append(chunks, line + 2, line + 2 + size);
      at = line + 2 + size + 2;
    }
    return content.toString();
  }
}
