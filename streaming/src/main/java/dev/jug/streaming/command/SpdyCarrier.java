package dev.jug.streaming.command;

import dev.jug.http.endpoint.Duplex;
import dev.jug.streaming.pipe.Idle;
import dev.jug.streaming.pipe.SizeReader;
import dev.jug.streaming.session.Resizes;
import dev.jug.streaming.session.Streams;
import dev.jug.streaming.session.Wanted;
import dev.jug.streaming.spdy.SpdyConnection;
import dev.jug.streaming.spdy.SpdyStream;
import dev.jug.streaming.spdy.StreamError;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A command over SPDY: the client opens a stream for each of its streams. */
final class SpdyCarrier implements Carrier, SpdyConnection.Acceptor {
  /** Five, and some that were opened by mistake. */
  private static final int MOST_STREAMS = 16;

  private final SpdyConnection connection;
  private final SpdyProtocol protocol;
  private final Duration patience;
  private final Map<StreamType, SpdyStream> streams = new EnumMap<>(StreamType.class);
  private final Set<StreamType> expected = EnumSet.of(StreamType.ERROR);
  private final CountDownLatch missing;

  SpdyCarrier(Duplex client, Idle idle, SpdyProtocol protocol, Wanted wanted, Duration patience) {
    this.protocol = protocol;
    this.patience = patience;
    this.connection = new SpdyConnection(client, this, idle::heard, MOST_STREAMS);
    expect(StreamType.STDIN, wanted.stdin());
    expect(StreamType.STDOUT, wanted.stdout());
    expect(StreamType.STDERR, wanted.stderr());
    expect(StreamType.RESIZE, wanted.terminal() && protocol.resizes());
    this.missing = new CountDownLatch(expected.size());
  }

  private void expect(StreamType type, boolean wanted) {
    if (wanted) {
      expected.add(type);
    }
  }

  @Override
  public Optional<StreamError> refusal(SpdyStream stream) {
    var type = stream.header("streamtype").flatMap(StreamType::of);
    synchronized (streams) {
      boolean fits = type.isPresent() && !streams.containsKey(type.get());
      return fits ? Optional.empty() : Optional.of(StreamError.PROTOCOL_ERROR);
    }
  }

  @Override
  public void accepted(SpdyStream stream) {
    var type = stream.header("streamtype").flatMap(StreamType::of).orElseThrow();
    boolean sends = type == StreamType.STDIN || type == StreamType.RESIZE;
    synchronized (streams) {
      streams.put(type, stream);
    }
    if (!sends || !expected.contains(type)) {
      close(stream.in());
    }
    if (expected.contains(type)) {
      missing.countDown();
    }
  }

  private static void close(InputStream in) {
    try {
      in.close();
    } catch (IOException e) {
      throw new IllegalStateException("an inbox closes without input or output", e);
    }
  }

  @Override
  public void serve() throws IOException {
    connection.serve();
  }

  @Override
  public Streams open() throws IOException, InterruptedException {
    if (!missing.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
      connection.goAway();
      throw new IOException("timed out waiting for client to create streams");
    }
    var resizes = new Resizes();
    if (expected.contains(StreamType.RESIZE)) {
      var reader = new SizeReader(stream(StreamType.RESIZE).in(), resizes);
      Thread.ofVirtual().name("streaming-resize").start(reader);
    }
    return new Streams(
        expected.contains(StreamType.STDIN)
            ? stream(StreamType.STDIN).in()
            : InputStream.nullInputStream(),
        out(StreamType.STDOUT),
        out(StreamType.STDERR),
        resizes);
  }

  private OutputStream out(StreamType type) {
    return expected.contains(type) ? stream(type).out() : OutputStream.nullOutputStream();
  }

  private SpdyStream stream(StreamType type) {
    synchronized (streams) {
      return Optional.ofNullable(streams.get(type)).orElseThrow();
    }
  }

  @Override
  public void finish(Outcome outcome) throws IOException {
    out(StreamType.STDOUT).close();
    out(StreamType.STDERR).close();
    try (var error = stream(StreamType.ERROR).out()) {
      error.write(protocol.tellsStatus() ? outcome.status() : outcome.sentence());
    }
    if (expected.contains(StreamType.STDIN)) {
      stream(StreamType.STDIN).close();
    }
    connection.goAway();
  }

  @Override
  public void close() {
    connection.close();
  }
}
