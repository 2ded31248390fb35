package dev.jug.app.crash;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Docker's API without a client that would try again: each call has an answer, or none.
 *
 * @param socket where an engine serves it, if one does
 */
record Api(Path socket) {
  private static final JsonMapper JSON = new JsonMapper();
  private static final byte[] END_OF_HEAD = "\r\n\r\n".getBytes(ISO_8859_1);

  /** Nobody answered, or not to the end: whether it was done is not known. */
  static final class Lost extends IOException {
    Lost(String why) {
      super(why);
    }

    Lost(IOException why) {
      super(why);
    }
  }

  /** An answer that is whole. */
  static final class Answer {
    private final String request;
    private final int status;
    private final byte[] body;

    Answer(String request, int status, byte[] body) {
      this.request = request;
      this.status = status;
      this.body = body;
    }

    int status() {
      return status;
    }

    byte[] body() {
      return body;
    }

    String text() {
      return new String(body, UTF_8);
    }

    JsonNode json() {
      return JSON.readTree(body);
    }

    /** Fails the test unless it is this one. */
    Answer expect(int wanted) {
      if (status != wanted) {
        throw new AssertionError(request + ": " + status + " " + text().strip());
      }
      return this;
    }
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8);
  }

  Answer get(String path) throws Lost {
    return call("GET", path, "");
  }

  Answer post(String path, String body) throws Lost {
    return call("POST", path, body);
  }

  Answer post(String path) throws Lost {
    return call("POST", path, "");
  }

  Answer delete(String path) throws Lost {
    return call("DELETE", path, "");
  }

  private Answer call(String method, String path, String body) throws Lost {
    var content = body.getBytes(UTF_8);
    var head =
        "%s /v1.43%s HTTP/1.1\r\nHost: x\r\nConnection: close\r\n".formatted(method, path)
            + "Content-Type: application/json\r\nContent-Length: %d\r\n\r\n"
                .formatted(content.length);
    try (var channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
      write(channel, head.getBytes(UTF_8));
      write(channel, content);
      return answer(method + " " + path, Channels.newInputStream(channel).readAllBytes());
    } catch (Lost e) {
      throw e;
    } catch (IOException e) {
      throw new Lost(e);
    }
  }

  private static void write(SocketChannel channel, byte[] bytes) throws IOException {
    var buffer = ByteBuffer.wrap(bytes);
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
  }

  private static Answer answer(String request, byte[] all) throws Lost {
    int end = indexOf(all, END_OF_HEAD, 0);
    if (end < 0) {
      throw new Lost("no head");
    }
    var head = new String(all, 0, end, ISO_8859_1);
    var rest = Arrays.copyOfRange(all, end + END_OF_HEAD.length, all.length);
    int status = Integer.parseInt(head.substring(9, 12));
    var fields = head.toLowerCase(Locale.ROOT);
    return new Answer(request, status, body(fields, rest));
  }

  /** A stream that was taken over has no length: it ends when it ends. */
  private static byte[] body(String fields, byte[] rest) throws Lost {
    if (fields.contains("transfer-encoding: chunked")) {
      return unchunked(rest);
    }
    int length = fields.indexOf("content-length:");
    if (length >= 0) {
      var value = fields.substring(length + "content-length:".length()).lines().findFirst();
      if (Integer.parseInt(value.orElseThrow().strip()) != rest.length) {
        throw new Lost("cut off");
      }
    }
    return rest;
  }

  private static byte[] unchunked(byte[] chunks) throws Lost {
    var whole = new ByteArrayOutputStream();
    var line = new byte[] {'\r', '\n'};
    int at = 0;
    while (true) {
      int end = indexOf(chunks, line, at);
      if (end < 0) {
        throw new Lost("cut off between chunks");
      }
      int size = Integer.parseInt(new String(chunks, at, end - at, ISO_8859_1).strip(), 16);
      if (size == 0) {
        return whole.toByteArray();
      }
      if (end + 2 + size > chunks.length) {
        throw new Lost("cut off in a chunk");
      }
      whole.write(chunks, end + 2, size);
      at = end + 2 + size + 2;
    }
  }

  private static int indexOf(byte[] all, byte[] wanted, int from) {
    for (int at = from; at + wanted.length <= all.length; at++) {
      if (Arrays.equals(all, at, at + wanted.length, wanted, 0, wanted.length)) {
        return at;
      }
    }
    return -1;
  }
}
