package dev.jug.http;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/** A client that knows no HTTP: bytes out, bytes in, all as ISO 8859-1. */
final class Client implements AutoCloseable {
  private final SocketChannel channel;

  Client(SocketAddress address) throws IOException {
    channel = SocketChannel.open(address);
  }

  Client send(String text) throws IOException {
    return send(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  Client send(byte[] bytes) throws IOException {
    var buffer = ByteBuffer.wrap(bytes);
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
    return this;
  }

  int read(byte[] bytes) throws IOException {
    return channel.read(ByteBuffer.wrap(bytes));
  }

  /** What comes, until it ends so. */
  String until(String end) throws IOException {
    var text = new StringBuilder();
    var one = ByteBuffer.allocate(1);
    while (text.length() < end.length() || text.lastIndexOf(end) != text.length() - end.length()) {
      if (channel.read(one.clear()) < 0) {
        throw new EOFException("the server closed after: " + text);
      }
      text.append((char) (one.get(0) & 0xff));
    }
    return text.toString();
  }

  /** The head of an answer. */
  String head() throws IOException {
    return until("\r\n\r\n");
  }

  /** Everything up to the end. */
  String rest() throws IOException {
    var all = new ByteArrayOutputStream();
    var bytes = new byte[8192];
    for (int count = read(bytes); count >= 0; count = read(bytes)) {
      all.write(bytes, 0, count);
    }
    return all.toString(StandardCharsets.ISO_8859_1);
  }

  void closeWrite() throws IOException {
    channel.shutdownOutput();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
