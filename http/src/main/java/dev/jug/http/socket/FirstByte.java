package dev.jug.http.socket;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/**
 * The first byte of a connection that should be TLS, and then its end. A client that does not speak
 * TLS is told so in words; the alert that a TLS socket would send is none for it.
 */
final class FirstByte extends InputStream {
  /** The type of a record with a handshake, which is what a client begins with (RFC 8446, 5.1). */
  private static final byte HANDSHAKE = 22;

  private static final String ANSWER =
      """
      HTTP/1.0 400 Bad Request\r
      Content-Type: text/plain\r
      Connection: close\r
      \r
      Client sent an HTTP request to an HTTPS server.
      """;

  private static final int REST = 8192;

  private final SocketChannel channel;
  private boolean read;

  FirstByte(SocketChannel channel) {
    this.channel = channel;
  }

  @Override
  public int read() throws IOException {
    if (read) {
      return -1;
    }
    read = true;
    var first = ByteBuffer.allocate(1);
    if (channel.read(first) < 1) {
      return -1;
    }
    if (first.get(0) != HANDSHAKE) {
      refuse();
      throw new IOException(channel.getRemoteAddress() + " does not speak TLS");
    }
    return first.get(0);
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    int first = read();
    if (first < 0) {
      return -1;
    }
    bytes[offset] = (byte) first;
    return 1;
  }

  /** What is sent and not read would make the end of the connection overtake the answer. */
  private void refuse() throws IOException {
    channel.write(ByteBuffer.wrap(ANSWER.getBytes(US_ASCII)));
    channel.shutdownOutput();
    channel.read(ByteBuffer.allocate(REST));
  }
}
