package dev.jug.http;

import dev.jug.http.message.HttpException;
import dev.jug.http.wire.BodyInput;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/** A body under the rules of the server: its limit, its deadline, and 100 (Continue) in time. */
final class RequestBody extends InputStream {
  private final BodyInput in;
  private final Deadline deadline;
  private final Duration patience;
  private final Runnable late;
  private final Beginning beginning;
  private long limit;
  private long count;
  private boolean begun;
  private boolean broken;
  private boolean gone;

  /** What happens before the first byte is read. */
  @FunctionalInterface
  interface Beginning {
    void run() throws IOException;
  }

  /**
   * @param late makes a read that waits end, after so much patience
   */
  RequestBody(
      BodyInput in,
      long limit,
      Deadline deadline,
      Duration patience,
      Runnable late,
      Beginning beginning) {
    this.in = in;
    this.limit = limit;
    this.deadline = deadline;
    this.patience = patience;
    this.late = late;
    this.beginning = beginning;
  }

  void limit(long bytes) {
    limit = bytes;
  }

  /** Whether the next byte on the connection belongs to the next request. */
  boolean ended() {
    return in.ended();
  }

  /** Whether the end cannot be found any more. */
  boolean broken() {
    return broken;
  }

  /** Whether the client ended before its body did. */
  boolean gone() {
    return gone;
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (in.ended() || length == 0) {
      return in.ended() ? -1 : 0;
    }
    checkLimit(Math.max(in.remaining(), 0));
    try {
      if (!begun) {
        begun = true;
        beginning.run();
      }
      int read = readInTime(bytes, offset, length);
      count += Math.max(read, 0);
      checkLimit(0);
      return read;
    } catch (IOException e) {
      broken = true;
      gone = true;
      throw e;
    } catch (RuntimeException e) {
      broken = true;
      throw e;
    }
  }

  private int readInTime(byte[] bytes, int offset, int length) throws IOException {
    deadline.set(patience, late);
    try {
      return in.read(bytes, offset, length);
    } catch (IOException e) {
      if (deadline.passed()) {
        throw new HttpException(408, "nothing of the body came for " + patience.toSeconds() + " s");
      }
      throw e;
    } finally {
      deadline.clear();
    }
  }

  private void checkLimit(long more) {
    if (more > limit - count) {
      broken = true;
      throw new HttpException(413, "the body has more than the " + limit + " bytes allowed here");
    }
  }

  /** Reads what is left, up to so many bytes; false if there was more. */
  boolean discard(long most) throws IOException {
    var bytes = new byte[(int) Math.min(most, 8192)];
    long left = most;
    while (!in.ended() && left > 0) {
      left -= Math.max(read(bytes), 0);
    }
    return in.ended();
  }
}
