package dev.jug.streaming;

import dev.jug.http.endpoint.Duplex;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;

/** A connection as two streams. */
record TcpDuplex(SocketChannel channel, InputStream in, OutputStream out) implements Duplex {
  TcpDuplex(SocketChannel channel) {
    this(channel, Channels.newInputStream(channel), Channels.newOutputStream(channel));
  }

  @Override
  public void closeWrite() throws IOException {
    channel.shutdownOutput();
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
