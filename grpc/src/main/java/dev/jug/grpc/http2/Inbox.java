package dev.jug.grpc.http2;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What came on a stream and was not taken yet. Thread-safe. */
final class Inbox {
  /** Room for data of one stream, in bytes. */
  static final int ROOM = 1 << 20;

  private final ArrayDeque<byte[]> data = new ArrayDeque<>();
  private @Nullable List<Field> headers;
  private List<Field> trailers = List.of();
  private int waiting;
  private boolean ended;
  private @Nullable IOException failure;

  /** Header fields came: the first are those of the message, others are trailers. */
  synchronized void headers(List<Field> fields) {
    if (headers == null) {
      headers = fields;
    } else {
      trailers = fields;
    }
    notifyAll();
  }

  /**
   * Data came.
   *
   * @throws Http2Exception if there is no room for it
   */
  synchronized void data(byte[] bytes) throws Http2Exception {
    waiting += bytes.length;
    if (waiting > ROOM) {
      throw new Http2Exception(
          Http2Exception.FLOW_CONTROL_ERROR, "more data than there is room for");
    }
    if (bytes.length > 0 && failure == null) {
      data.add(bytes);
      notifyAll();
    }
  }

  /** Nothing more comes. */
  synchronized void end() {
    ended = true;
    notifyAll();
  }

  /** Nothing more comes, and what came is not whole. */
  synchronized void fail(IOException why) {
    if (!ended && failure == null) {
      failure = why;
      notifyAll();
    }
  }

  synchronized boolean hasFailed() {
    return failure != null;
  }

  synchronized boolean isEnded() {
    return ended || failure != null;
  }

  /** Waits for the fields of the message. */
  synchronized List<Field> awaitHeaders() throws IOException, InterruptedException {
    while (headers == null && !isEnded()) {
      wait();
    }
    if (headers == null) {
      throw failed();
    }
    return headers;
  }

  /** Waits for data; empty at its end. What was taken makes room. */
  synchronized Optional<byte[]> take() throws IOException, InterruptedException {
    while (data.isEmpty() && !isEnded()) {
      wait();
    }
    if (data.isEmpty() && !ended) {
      throw failed();
    }
    var bytes = Optional.ofNullable(data.poll());
    bytes.ifPresent(taken -> waiting -= taken.length);
    return bytes;
  }

  private IOException failed() {
    return failure == null
        ? new IOException("the stream ended without an answer")
        : new IOException(failure.getMessage(), failure);
  }

  /** What came behind the data; call it when that has ended. */
  synchronized List<Field> trailers() {
    return trailers;
  }
}
