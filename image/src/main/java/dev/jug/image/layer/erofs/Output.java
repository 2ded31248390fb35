package dev.jug.image.layer.erofs;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;

/** The end of the layer's file, written in large pieces. Not thread-safe. */
final class Output {
  private static final int BUFFER = 1 << 17;

  private final FileChannel channel;
  private ByteBuffer buffer = buffer(BUFFER);
  private long flushed;

  Output(FileChannel channel, long from) {
    this.channel = channel;
    this.flushed = from;
  }

  long position() {
    return flushed + buffer.position();
  }

  private static ByteBuffer buffer(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Room for the next bytes. */
  ByteBuffer room(int count) throws IOException {
    if (buffer.remaining() < count) {
      flush();
    }
    if (buffer.capacity() < count) {
      buffer = buffer(count);
    }
    return buffer;
  }

  void put(byte[] bytes) throws IOException {
    if (bytes.length > BUFFER) {
      flush();
      write(ByteBuffer.wrap(bytes));
    } else {
      room(bytes.length).put(bytes);
    }
  }

  /** Zeros up to a position. */
  void padTo(long position) throws IOException {
    while (position() < position) {
      int some = (int) Math.min(position - position(), Format.BLOCK);
      put(new byte[some]);
    }
  }

  /** A hole up to a position. */
  void skipTo(long position) throws IOException {
    flush();
    flushed = position;
  }

  void flush() throws IOException {
    write(buffer.flip());
    buffer.clear();
  }

  private void write(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      flushed += channel.write(bytes, flushed);
    }
  }
}
