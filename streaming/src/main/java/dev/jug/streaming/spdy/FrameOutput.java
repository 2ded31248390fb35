package dev.jug.streaming.spdy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.locks.ReentrantLock;
import java.util.zip.Deflater;

/** Writes frames, each whole. Thread-safe. */
final class FrameOutput implements AutoCloseable {
  private static final int CONTROL = 0x8003_0000;
  private static final int LAST = 0x0100_0000;
  private static final int HEAD = 8;

  /** Of a block that says nothing, compressed. */
  private static final int BLOCK = 64;

  private final OutputStream out;
  private final ReentrantLock lock = new ReentrantLock();
  private final Deflater deflater = new Deflater();

  FrameOutput(OutputStream out) {
    this.out = out;
    deflater.setDictionary(Dictionary.bytes());
  }

  /** A stream of the client's is taken, and there is nothing to say of it. */
  void reply(int stream) throws IOException {
    lock.lock();
    try {
      var block = new byte[BLOCK];
      deflater.setInput(new byte[Integer.BYTES]);
      int size = deflater.deflate(block, 0, BLOCK, Deflater.SYNC_FLUSH);
      write(control(Type.SYN_REPLY, Integer.BYTES + size).putInt(stream).put(block, 0, size));
    } finally {
      lock.unlock();
    }
  }

  void reset(int stream, StreamError why) throws IOException {
    write(control(Type.RST_STREAM, 2 * Integer.BYTES).putInt(stream).putInt(why.number()));
  }

  void pong(int id) throws IOException {
    write(control(Type.PING, Integer.BYTES).putInt(id));
  }

  void moreRoom(int stream, int bytes) throws IOException {
    write(control(Type.WINDOW_UPDATE, 2 * Integer.BYTES).putInt(stream).putInt(bytes));
  }

  /**
   * The session ends.
   *
   * @param status 0 as it should, 1 because the client broke the rules (2.6.6)
   */
  void goAway(int lastStream, int status) throws IOException {
    write(control(Type.GOAWAY, 2 * Integer.BYTES).putInt(lastStream).putInt(status));
  }

  void data(int stream, byte[] bytes, int offset, int length, boolean last) throws IOException {
    var frame = ByteBuffer.allocate(HEAD + length);
    frame.putInt(stream).putInt((last ? LAST : 0) | length);
    write(frame.put(bytes, offset, length));
  }

  private static ByteBuffer control(int type, int length) {
    return ByteBuffer.allocate(HEAD + length).putInt(CONTROL | type).putInt(length);
  }

  private void write(ByteBuffer frame) throws IOException {
    lock.lock();
    try {
      out.write(frame.array(), 0, frame.position());
      out.flush();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      deflater.end();
    } finally {
      lock.unlock();
    }
  }
}
