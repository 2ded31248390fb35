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
      var frame = new byte[HEAD + Integer.BYTES + size];
      head(frame, Type.SYN_REPLY).putInt(stream).put(block, 0, size);
      write(frame);
    } finally {
      lock.unlock();
    }
  }

  void reset(int stream, StreamError why) throws IOException {
    control(Type.RST_STREAM, stream, why.number());
  }

  void pong(int id) throws IOException {
    control(Type.PING, id);
  }

  void moreRoom(int stream, int bytes) throws IOException {
    control(Type.WINDOW_UPDATE, stream, bytes);
  }

  /**
   * The session ends.
   *
   * @param status 0 as it should, 1 because the client broke the rules (2.6.6)
   */
  void goAway(int lastStream, int status) throws IOException {
    control(Type.GOAWAY, lastStream, status);
  }

  void data(int stream, byte[] bytes, int offset, int length, boolean last) throws IOException {
    var frame = new byte[HEAD + length];
    ByteBuffer.wrap(frame).putInt(stream).putInt((last ? LAST : 0) | length);
    System.arraycopy(bytes, offset, frame, HEAD, length);
    write(frame);
  }

  private void control(int type, int... words) throws IOException {
    var frame = new byte[HEAD + words.length * Integer.BYTES];
    head(frame, type).asIntBuffer().put(words);
    write(frame);
  }

  private static ByteBuffer head(byte[] frame, int type) {
    return ByteBuffer.wrap(frame).putInt(CONTROL | type).putInt(frame.length - HEAD);
  }

  private void write(byte[] frame) throws IOException {
    lock.lock();
    try {
      out.write(frame);
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
