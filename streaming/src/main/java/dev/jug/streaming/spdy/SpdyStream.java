package dev.jug.streaming.spdy;

import dev.jug.streaming.pipe.Inbox;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.Optional;

/**
 * A stream of a client. Writes go out at once, as far as the client has room. Reading and writing
 * may be done by different threads.
 */
public final class SpdyStream implements AutoCloseable {
  /** Of what a client may send before somebody reads it; also the protocol's own default. */
  static final int WINDOW = 65_536;

  private final SpdyConnection connection;
  private final int id;
  private final Map<String, String> headers;
  private final SendWindow window;
  private final Inbox inbox;
  private final Output out = new Output();
  private int unreported;

  SpdyStream(SpdyConnection connection, Frame.Open open, SendWindow window) {
    this.connection = connection;
    this.id = open.stream();
    this.headers = open.headers();
    this.window = window;
    this.inbox = new Inbox(WINDOW, this::consumed);
    if (open.last()) {
      inbox.end();
    }
    if (open.oneWay()) {
      var _ = window.fail("the client opened the stream for one direction");
      out.ended = true;
    }
  }

  /** Its number, odd. */
  public int id() {
    return id;
  }

  /** What the client said of it. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  /** What the client sends. Closing it throws away what comes. */
  public InputStream in() {
    return inbox;
  }

  /** To the client. Closing it says that nothing more comes; the second time does nothing. */
  public OutputStream out() {
    return out;
  }

  Inbox inbox() {
    return inbox;
  }

  SendWindow window() {
    return window;
  }

  /** Whether nothing goes over any more. */
  boolean isOver() {
    return inbox.hasEnded() && out.hasEnded();
  }

  /** The other end is gone. */
  void fail(String why) {
    inbox.fail(why);
    var _ = window.fail(why);
  }

  /** Ends it at once, both ways. */
  public void reset(StreamError why) throws IOException {
    fail("the stream is reset: " + why);
    connection.reset(id, why);
  }

  /** Ends our direction; what the client still sends is ignored. */
  @Override
  public void close() throws IOException {
    inbox.close();
    try {
      out.close();
    } finally {
      connection.forget(this);
    }
  }

  private void consumed(int bytes) {
    int more = 0;
    synchronized (this) {
      unreported += bytes;
      if (unreported >= WINDOW / 2 && !inbox.hasEnded()) {
        more = unreported;
        unreported = 0;
      }
    }
    if (more > 0) {
      connection.moreRoomFor(id, more);
    }
  }

  /** Cuts what is written into frames. */
  private final class Output extends OutputStream {
    private static final int FRAME = 32_768;

    private boolean ended;

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      int end = offset + length;
      for (int at = offset; at < end; ) {
        int part = window.take(Math.min(FRAME, end - at));
        int both = connection.window().take(part);
        if (both < part) {
          var _ = window.add(part - both);
        }
        connection.send(id, bytes, at, both, false);
        at += both;
      }
    }

    synchronized boolean hasEnded() {
      return ended;
    }

    @Override
    public void close() throws IOException {
      synchronized (this) {
        if (ended) {
          return;
        }
        ended = true;
      }
      if (window.fail("the stream is closed")) {
        connection.send(id, new byte[0], 0, 0, true);
      }
      connection.forgetIfOver(SpdyStream.this);
    }
  }
}
