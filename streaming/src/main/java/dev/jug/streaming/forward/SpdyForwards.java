package dev.jug.streaming.forward;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jug.http.endpoint.Duplex;
import dev.jug.streaming.session.Sessions;
import dev.jug.streaming.spdy.SpdyConnection;
import dev.jug.streaming.spdy.SpdyStream;
import dev.jug.streaming.spdy.StreamError;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Forwards over SPDY: for each connection the client opens a stream for errors and one for data,
 * which belong together by their {@code requestID}.
 */
final class SpdyForwards implements SpdyConnection.Acceptor {
  private static final System.Logger LOG = System.getLogger(SpdyForwards.class.getName());

  /** 128 connections at a time. */
  private static final int MOST_STREAMS = 256;

  private final Sessions sessions;
  private final String sandbox;
  private final Duration patience;
  private final SpdyConnection connection;
  private final Map<String, SpdyStream> single = new HashMap<>();

  SpdyForwards(
      Sessions sessions, String sandbox, Duration patience, Duplex client, Runnable heard) {
    this.sessions = sessions;
    this.sandbox = sandbox;
    this.patience = patience;
    this.connection = new SpdyConnection(client, this, heard, MOST_STREAMS);
  }

  void serve() throws IOException {
    connection.serve();
  }

  private static boolean isError(SpdyStream stream) {
    return stream.header("streamtype").orElse("").equals("error");
  }

  /** Old clients name no request: there the stream for errors comes first, and data is the next. */
  private static String request(SpdyStream stream) {
    int first = isError(stream) ? stream.id() : stream.id() - 2;
    return stream.header("requestid").orElse("#" + first);
  }

  private static Optional<Integer> port(SpdyStream stream) {
    return stream
        .header("port")
        .filter(text -> text.matches("[0-9]{1,5}"))
        .map(Integer::parseInt)
        .filter(port -> port >= 1 && port <= 65_535);
  }

  @Override
  public Optional<StreamError> refusal(SpdyStream stream) {
    boolean isData = stream.header("streamtype").orElse("").equals("data");
    synchronized (single) {
      var other = single.get(request(stream));
      boolean fits = other == null || isError(other) != isError(stream);
      return fits && (isData || isError(stream)) && port(stream).isPresent()
          ? Optional.empty()
          : Optional.of(StreamError.PROTOCOL_ERROR);
    }
  }

  @Override
  public void accepted(SpdyStream stream) {
    var request = request(stream);
    SpdyStream other;
    synchronized (single) {
      other = single.remove(request);
      if (other == null) {
        single.put(request, stream);
      }
    }
    Runnable next = other == null ? () -> expire(request, stream) : () -> forward(stream, other);
    Thread.ofVirtual().name("streaming-forward").start(next);
  }

  /** Ends a stream whose other half does not come. */
  private void expire(String request, SpdyStream stream) {
    try {
      Thread.sleep(patience);
      boolean alone;
      synchronized (single) {
        alone = single.remove(request, stream);
      }
      if (alone && isError(stream)) {
        stream.out().write("timed out waiting for the stream of data".getBytes(UTF_8));
        stream.close();
      } else if (alone) {
        stream.reset(StreamError.CANCEL);
      }
    } catch (IOException | InterruptedException e) {
      LOG.log(System.Logger.Level.DEBUG, "a client ended: {0}", e.getMessage());
    }
  }

  private void forward(SpdyStream one, SpdyStream other) {
    var error = isError(one) ? one : other;
    var data = isError(one) ? other : one;
    try (error;
        data) {
      error.in().close();
      var client = new Client(data.in(), data.out(), error.out(), false);
      new Forward(sessions, sandbox, port(data).orElseThrow(), client).run();
    } catch (IOException e) {
      LOG.log(System.Logger.Level.DEBUG, "a client ended: {0}", e.getMessage());
    }
  }
}
