package dev.jug.http.socket;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** Writes to a channel. Closing ends this direction only. */
final class ChannelOutput extends OutputStream {
  /** The JDK keeps a direct buffer as large as the largest read or write, for each carrier. */
  static final int SLICE = 65536;

  private final SocketChannel channel;

  ChannelOutput(SocketChannel channel) {
    this.channel = channel;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    int end = offset + length;
    for (int at = offset; at < end; at += SLICE) {
      var slice = ByteBuffer.wrap(bytes, at, Math.min(SLICE, end - at));
      while (slice.hasRemaining()) {
        channel.write(slice);
      }
    }
  }

  @Override
  public void close() throws IOException {
    if (channel.isOpen()) {
      channel.shutdownOutput();
    }
  }
}
