package dev.jug.cri.stream;

import dev.jug.http.endpoint.Duplex;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;

/** A connection to a program of a pod. */
record PodPort(SocketChannel channel, InputStream in, OutputStream out) implements Duplex {
  private static final System.Logger LOG = System.getLogger(PodPort.class.getName());

  /** Takes ownership of a connection. */
  static PodPort of(SocketChannel channel) {
    return new PodPort(channel, Channels.newInputStream(channel), new Out(channel));
  }

  /** Its end is that of one direction. */
  private static final class Out extends FilterOutputStream {
    private final SocketChannel channel;

    Out(SocketChannel channel) {
      super(Channels.newOutputStream(channel));
      this.channel = channel;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
    }

    @Override
    public void close() throws IOException {
      channel.shutdownOutput();
    }
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
      LOG.log(System.Logger.Level.DEBUG, "a connection to a pod: {0}", e.getMessage());
    }
  }
}
