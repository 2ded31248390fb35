package dev.jug.http;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The way to the client for one answer: the head goes out together with the first bytes behind it.
 * Before that, 100 (Continue) may; both come from different threads when a handler reads and writes
 * at once.
 */
final class HeadFirst extends OutputStream {
  private static final byte[] NOTHING = {};

  private final OutputStream out;
  private final ReentrantLock lock = new ReentrantLock();
  private byte[] head = NOTHING;
  private volatile boolean begun;
  private volatile boolean broken;

  HeadFirst(OutputStream out) {
    this.out = out;
  }

  /** The head that goes out next. */
  void head(byte[] bytes) {
    head = bytes;
  }

  /** Whether the head is on its way. */
  boolean begun() {
    return begun;
  }

  /** Whether the client cannot be reached any more. */
  boolean broken() {
    return broken;
  }

  /** Sends something before the head, unless that went out already. */
  void before(byte[] bytes) throws IOException {
    lock.lock();
    try {
      if (!begun) {
        send(bytes, 0, bytes.length);
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    if (begun) {
      send(bytes, offset, length);
      return;
    }
    lock.lock();
    try {
      begun = true;
      var both = Arrays.copyOf(head, head.length + length);
      System.arraycopy(bytes, offset, both, head.length, length);
      head = NOTHING;
      send(both, 0, both.length);
    } finally {
      lock.unlock();
    }
  }

  private void send(byte[] bytes, int offset, int length) throws IOException {
    try {
      out.write(bytes, offset, length);
    } catch (IOException e) {
      broken = true;
      throw e;
    }
  }

  /** Sends the head, if nothing did yet. */
  @Override
  public void flush() throws IOException {
    if (!begun) {
      write(NOTHING, 0, 0);
    }
  }
}
