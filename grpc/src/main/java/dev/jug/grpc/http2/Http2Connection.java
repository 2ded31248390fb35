package dev.jug.grpc.http2;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** An HTTP/2 connection, at either end. One thread runs it; streams are used by others. */
public final class Http2Connection {
  private static final byte[] PREFACE =
      "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
  private static final int INITIAL_WINDOW = 4;
  private static final int MAX_STREAMS = 3;
  private static final int STREAMS = 128;
  private static final int USUAL_WINDOW = 65535;
  private static final int ROOM = 64 << 20;
  private static final int SETTING = 6;

  private final InputStream in;
  private final Outgoing outgoing;
  private final boolean serves;
  private final Consumer<Http2Stream> accept;
  private final Map<Integer, Http2Stream> streams = new ConcurrentHashMap<>();
  private final SendWindow window = new SendWindow(USUAL_WINDOW);
  private final FieldReader fields = new FieldReader();
  private @Nullable IOException failure;
  private int initialWindow = USUAL_WINDOW;
  private int lastAccepted;
  private int nextOpened = 1;
  private int received;

  private Http2Connection(
      InputStream in, OutputStream out, boolean serves, Consumer<Http2Stream> accept) {
    this.in = in;
    this.outgoing = new Outgoing(out, greeting(serves));
    this.serves = serves;
    this.accept = accept;
  }

  /**
   * The end that is called.
   *
   * @param accept takes each stream, with its fields there; must not wait
   */
  public static Http2Connection server(
      InputStream in, OutputStream out, Consumer<Http2Stream> accept) {
    return new Http2Connection(in, out, true, accept);
  }

  /** The end that calls. */
  public static Http2Connection client(InputStream in, OutputStream out) {
    return new Http2Connection(in, out, false, _ -> {});
  }

  /**
   * Serves the connection until the other end closes it; then all streams that are not over fail.
   *
   * @throws IOException if it breaks, or the other end breaks the protocol
   */
  public void run() throws IOException, InterruptedException {
    var writer = Thread.ofVirtual().name("http2-writer").start(outgoing::run);
    IOException end = new EOFException("the other end closed the connection");
    try {
      if (serves && !Arrays.equals(in.readNBytes(PREFACE.length), PREFACE)) {
        throw protocol("this is not HTTP/2");
      }
      for (var frame = Frame.read(in); frame.isPresent(); frame = Frame.read(in)) {
        take(frame.get());
      }
    } catch (Http2Exception e) {
      end = e;
      outgoing.send(goAway(e.code()));
      throw e;
    } catch (IOException e) {
      end = e;
      throw e;
    } finally {
      fail(end);
      finish(writer);
    }
  }

  private void finish(Thread writer) throws InterruptedException {
    try {
      outgoing.end();
      writer.join();
    } catch (InterruptedException e) {
      writer.interrupt();
      throw e;
    }
  }

  private void fail(IOException why) {
    synchronized (streams) {
      failure = why;
    }
    window.fail(why);
    streams.values().forEach(stream -> stream.fail(why));
    streams.clear();
  }

  /**
   * Begins a call.
   *
   * @throws IOException if the connection is closed
   */
  public Http2Stream open(List<Field> headers) throws IOException, InterruptedException {
    synchronized (streams) {
      if (failure != null) {
        throw new IOException(failure.getMessage(), failure);
      }
      var stream = stream(nextOpened);
      nextOpened += 2;
      stream.send(headers, false);
      return stream;
    }
  }

  private Http2Stream stream(int id) {
    streams.values().removeIf(Http2Stream::isOver);
    var stream = new Http2Stream(id, outgoing, new SendWindow(initialWindow), window);
    streams.put(id, stream);
    return stream;
  }

  /**
   * Both ends begin with settings; streams may be opened before those of the other end are known.
   */
  private static byte[] greeting(boolean serves) {
    var settings = ByteBuffer.allocate(2 * SETTING);
    settings.putShort((short) INITIAL_WINDOW).putInt(Inbox.ROOM);
    settings.putShort((short) MAX_STREAMS).putInt(serves ? STREAMS : 0);
    var greeting = new ByteArrayOutputStream();
    greeting.writeBytes(serves ? new byte[0] : PREFACE);
    greeting.writeBytes(new Frame(Frame.SETTINGS, 0, 0, settings.array()).bytes());
    greeting.writeBytes(Frame.of(Frame.WINDOW_UPDATE, 0, ROOM - USUAL_WINDOW).bytes());
    return greeting.toByteArray();
  }

  private Frame goAway(int code) {
    var payload = ByteBuffer.allocate(8).putInt(lastAccepted).putInt(code).array();
    return new Frame(Frame.GOAWAY, 0, 0, payload);
  }

  private void take(Frame frame) throws IOException, InterruptedException {
    switch (frame.type()) {
      case Frame.HEADERS -> headers(frame);
      case Frame.DATA -> data(frame);
      case Frame.RST_STREAM -> reset(frame);
      case Frame.SETTINGS -> settings(frame);
      case Frame.PING -> ping(frame);
      case Frame.WINDOW_UPDATE -> windowUpdate(frame);
      case Frame.PUSH_PROMISE, Frame.CONTINUATION ->
          throw protocol("frame " + frame.type() + " has no place here");
      default -> {}
    }
  }

  private void headers(Frame frame) throws IOException, InterruptedException {
    var list = fields.read(block(frame));
    var known = streams.get(frame.stream());
    if (known != null) {
      known.inbox().headers(list);
      endIfLast(frame, known);
    } else if (serves) {
      accept(frame, list);
    }
  }

  /** The fields of a block may take several frames, with nothing in between. */
  private byte[] block(Frame first) throws IOException {
    var block = new ByteArrayOutputStream();
    block.writeBytes(first.content());
    for (var frame = first; !frame.has(Frame.END_HEADERS); ) {
      frame = Frame.read(in).orElseThrow(() -> new EOFException("the connection ends in a block"));
      if (frame.type() != Frame.CONTINUATION || frame.stream() != first.stream()) {
        throw protocol("header fields are not whole");
      }
      block.writeBytes(frame.payload());
      if (block.size() > FieldReader.LARGEST_BLOCK) {
        throw new Http2Exception(Http2Exception.ENHANCE_YOUR_CALM, "too many header fields");
      }
    }
    return block.toByteArray();
  }

  private void accept(Frame frame, List<Field> list) throws IOException, InterruptedException {
    int id = frame.stream();
    if (id % 2 == 0) {
      throw protocol("a client opened stream " + id);
    }
    if (id <= lastAccepted) {
      return;
    }
    lastAccepted = id;
    var stream = stream(id);
    if (streams.size() > STREAMS) {
      streams.remove(id);
      outgoing.send(Frame.of(Frame.RST_STREAM, id, Http2Exception.REFUSED_STREAM));
      return;
    }
    stream.inbox().headers(list);
    endIfLast(frame, stream);
    accept.accept(stream);
  }

  private static void endIfLast(Frame frame, Http2Stream stream) {
    if (frame.has(Frame.END_STREAM)) {
      stream.inbox().end();
    }
  }

  /** Streams have little room each, so all together need no limit: room is given back at once. */
  private void data(Frame frame) throws IOException, InterruptedException {
    received += frame.payload().length;
    if (received >= ROOM / 2) {
      outgoing.send(Frame.of(Frame.WINDOW_UPDATE, 0, received));
      received = 0;
    }
    var stream = streams.get(frame.stream());
    if (stream != null) {
      stream.inbox().data(frame.content());
      endIfLast(frame, stream);
    }
  }

  private void reset(Frame frame) throws IOException {
    int code = frame.number("RST_STREAM");
    Optional.ofNullable(streams.remove(frame.stream()))
        .ifPresent(stream -> stream.fail(new Http2Exception(code, "the call was given up")));
  }

  private void settings(Frame frame) throws IOException, InterruptedException {
    if (frame.has(Frame.ACK)) {
      return;
    }
    if (frame.payload().length % SETTING != 0) {
      throw new Http2Exception(Http2Exception.FRAME_SIZE_ERROR, "settings are not whole");
    }
    for (var all = ByteBuffer.wrap(frame.payload()); all.hasRemaining(); ) {
      int name = all.getShort();
      int value = all.getInt();
      if (name == INITIAL_WINDOW) {
        initialWindow(value);
      }
    }
    outgoing.send(new Frame(Frame.SETTINGS, Frame.ACK, 0, new byte[0]));
  }

  private void initialWindow(int value) throws Http2Exception {
    if (value < 0) {
      throw new Http2Exception(Http2Exception.FLOW_CONTROL_ERROR, "a window is too large");
    }
    synchronized (streams) {
      long more = (long) value - initialWindow;
      initialWindow = value;
      for (var stream : streams.values()) {
        stream.window().add(more);
      }
    }
  }

  private void ping(Frame frame) throws IOException, InterruptedException {
    if (!frame.has(Frame.ACK)) {
      outgoing.send(new Frame(Frame.PING, Frame.ACK, 0, frame.payload()));
    }
  }

  private void windowUpdate(Frame frame) throws IOException {
    int more = frame.number("WINDOW_UPDATE");
    if (frame.stream() == 0) {
      window.add(more);
    } else {
      var stream = streams.get(frame.stream());
      if (stream != null) {
        stream.window().add(more);
      }
    }
  }

  private static Http2Exception protocol(String why) {
    return new Http2Exception(Http2Exception.PROTOCOL_ERROR, why);
  }
}
