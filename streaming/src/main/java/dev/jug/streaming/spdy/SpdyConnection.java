package dev.jug.streaming.spdy;

import dev.jug.http.endpoint.Duplex;
import java.io.EOFException;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A session with a client. One thread {@linkplain #serve serves} it; streams are used by others.
 * Closing it ends all of them.
 */
public final class SpdyConnection implements AutoCloseable {
  private static final int OK = 0;
  private static final int PROTOCOL_ERROR = 1;
  private static final int PIECE = 8192;
  private static final String GONE = "the client is gone";

  private final Duplex connection;
  private final Acceptor acceptor;
  private final Runnable heard;
  private final int mostStreams;
  private final FrameInput in;
  private final FrameOutput out;
  private final SendWindow window = new SendWindow(SpdyStream.WINDOW, false);
  private final Map<Integer, SpdyStream> streams = new ConcurrentHashMap<>();
  private final byte[] piece = new byte[PIECE];
  private int unreported;
  private int firstWindow = SpdyStream.WINDOW;
  private volatile boolean windowsHold;
  private volatile int lastStream;

  /** Decides about streams, on the thread that serves; does not block. */
  public interface Acceptor {
    /** Why a stream is refused; empty if it is taken. */
    Optional<StreamError> refusal(SpdyStream stream);

    /** The client has been told that it is taken: it may be used. */
    void accepted(SpdyStream stream);
  }

  /**
   * Does nothing yet.
   *
   * @param heard runs for each piece of data, in each direction
   * @param mostStreams that may be open at a time
   */
  public SpdyConnection(Duplex connection, Acceptor acceptor, Runnable heard, int mostStreams) {
    this.connection = connection;
    this.acceptor = acceptor;
    this.heard = heard;
    this.mostStreams = mostStreams;
    this.in = new FrameInput(connection.in());
    this.out = new FrameOutput(connection.out());
  }

  /**
   * Reads to the client's end. A client that breaks the rules is told so with GOAWAY.
   *
   * @throws IOException if it breaks the rules, or is gone within a frame
   */
  public void serve() throws IOException {
    try {
      for (var frame = in.next(); frame.isPresent(); frame = in.next()) {
        handle(frame.get());
      }
    } catch (SpdyException e) {
      out.goAway(lastStream, PROTOCOL_ERROR);
      throw e;
    } catch (EOFException e) {
      throw new IOException("the client went away within a frame", e);
    } finally {
      var _ = window.fail(GONE);
      streams.values().forEach(stream -> stream.fail(GONE));
      streams.clear();
      in.close();
      out.close();
    }
  }

  private void handle(Frame frame) throws IOException {
    switch (frame) {
      case Frame.Open open -> open(open);
      case Frame.MoreHeaders(int id, boolean last) -> moreHeaders(id, last);
      case Frame.Reset(int id, int _) -> {
        var stream = streams.remove(id);
        if (stream != null) {
          stream.fail("the client reset the stream");
        }
      }
      case Frame.Settings(int size) -> firstWindow(size);
      case Frame.Ping(int id) -> {
        if ((id & 1) != 0) {
          out.pong(id);
        }
      }
      case Frame.MoreRoom(int id, int bytes) -> moreRoom(id, bytes);
      case Frame.Data data -> data(data);
      case Frame.Other() -> {}
    }
  }

  private void open(Frame.Open open) throws IOException {
    int id = open.stream();
    if ((id & 1) == 0 || id <= lastStream) {
      throw new SpdyException("stream " + id + " is opened after " + lastStream);
    }
    lastStream = id;
    if (streams.size() >= mostStreams) {
      out.reset(id, StreamError.REFUSED_STREAM);
      return;
    }
    var stream = new SpdyStream(this, open, new SendWindow(firstWindow, windowsHold));
    var refusal = acceptor.refusal(stream);
    if (refusal.isPresent()) {
      stream.reset(refusal.get());
      return;
    }
    streams.put(id, stream);
    out.reply(id);
    acceptor.accepted(stream);
    heard.run();
  }

  private void moreHeaders(int id, boolean last) throws IOException {
    var stream = streams.get(id);
    if (stream != null && last) {
      stream.inbox().end();
      forgetIfOver(stream);
    } else if (stream == null && id > lastStream) {
      out.reset(id, StreamError.INVALID_STREAM);
    }
  }

  private void holdWindows() {
    if (!windowsHold) {
      windowsHold = true;
      window.hold();
      streams.values().forEach(stream -> stream.window().hold());
    }
  }

  private void firstWindow(int size) throws SpdyException {
    holdWindows();
    for (var stream : streams.values()) {
      if (!stream.window().add((long) size - firstWindow)) {
        throw new SpdyException("a window of more than 2147483647 bytes");
      }
    }
    firstWindow = size;
  }

  private void moreRoom(int id, int bytes) throws IOException {
    holdWindows();
    if (id == 0 && !window.add(bytes)) {
      throw new SpdyException("a window of more than 2147483647 bytes");
    }
    var stream = streams.get(id);
    if (stream != null && !stream.window().add(bytes)) {
      stream.reset(StreamError.FLOW_CONTROL_ERROR);
    }
  }

  private void data(Frame.Data data) throws IOException {
    var stream = streams.get(data.stream());
    if (stream == null) {
      skip(data.length());
      if (data.stream() > lastStream) {
        out.reset(data.stream(), StreamError.INVALID_STREAM);
      }
    } else if (stream.inbox().hasEnded()) {
      skip(data.length());
      stream.reset(StreamError.STREAM_ALREADY_CLOSED);
    } else if (windowsHold && data.length() > stream.inbox().room()) {
      skip(data.length());
      stream.reset(StreamError.FLOW_CONTROL_ERROR);
    } else {
      receive(stream, data);
    }
  }

  private void receive(SpdyStream stream, Frame.Data data) throws IOException {
    for (int left = data.length(); left > 0; ) {
      int part = Math.min(left, piece.length);
      in.data(piece, part);
      heard.run();
      stream.inbox().put(piece, part);
      arrived(part);
      left -= part;
    }
    if (data.last()) {
      stream.inbox().end();
      forgetIfOver(stream);
    }
  }

  private void skip(int length) throws IOException {
    for (int left = length; left > 0; ) {
      int part = Math.min(left, piece.length);
      in.data(piece, part);
      left -= part;
    }
    arrived(length);
  }

  /**
   * The session has room for them again, be they read or not: it is the streams' windows that bound
   * what lies here, and one that nobody reads must not hold up the others.
   */
  private void arrived(int bytes) throws IOException {
    unreported += bytes;
    if (unreported >= SpdyStream.WINDOW / 2) {
      out.moreRoom(0, unreported);
      unreported = 0;
    }
  }

  /** A stream has room for more. */
  void moreRoomFor(int id, int bytes) {
    try {
      out.moreRoom(id, bytes);
    } catch (IOException _) {
      // The client is gone; whoever reads or writes hears of it.
    }
  }

  SendWindow window() {
    return window;
  }

  void send(int id, byte[] bytes, int offset, int length, boolean last) throws IOException {
    out.data(id, bytes, offset, length, last);
    heard.run();
  }

  void reset(int id, StreamError why) throws IOException {
    streams.remove(id);
    out.reset(id, why);
  }

  void forget(SpdyStream stream) {
    streams.remove(stream.id(), stream);
  }

  void forgetIfOver(SpdyStream stream) {
    if (stream.isOver()) {
      forget(stream);
    }
  }

  /** Tells the client that the session ends as it should. Reading goes on. */
  public void goAway() throws IOException {
    out.goAway(lastStream, OK);
  }

  /** Closes the connection. */
  @Override
  public void close() {
    connection.close();
  }
}
