package dev.jug.http.websocket;

import dev.jug.http.Request;
import dev.jug.http.Response;
import dev.jug.http.endpoint.Duplex;
import dev.jug.http.message.HttpException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.TimeUnit;

/**
 * A WebSocket as a stream in each direction (RFC 6455). What the client's messages have inside is
 * read as one stream; each write is a binary message. The client's close frame is the end of both.
 */
public final class WebSocket implements Duplex {
  static final int NORMAL = 1000;

  /** How long a client has to answer a close frame: it may be gone. */
  private static final long PATIENCE_MILLIS = 1000;

  private final Duplex connection;
  private final FrameOutput out;
  private final MessageInput in;

  private WebSocket(Duplex connection) {
    this.connection = connection;
    this.out = new FrameOutput(connection.out());
    this.in = new MessageInput(connection.in(), out);
  }

  /**
   * Takes the connection over.
   *
   * @throws HttpException if the client does not ask for a WebSocket of version 13
   * @throws IOException if it is gone
   */
  public static WebSocket accept(Request request, Response response) throws IOException {
    Handshake.answer(request, response);
    return new WebSocket(response.hijack());
  }

  @Override
  public InputStream in() {
    return in;
  }

  @Override
  public OutputStream out() {
    return out;
  }

  @Override
  public boolean endsAsOne() {
    return true;
  }

  @Override
  public void closeWrite() throws IOException {
    out.close();
  }

  /** Says so first, unless somebody is just writing to a client that may not read. */
  @Override
  public void close() {
    try {
      if (!out.isBusy()) {
        out.close();
        awaitAnswer();
      }
    } catch (IOException _) {
      // It is gone already.
    } finally {
      connection.close();
    }
  }

  private void awaitAnswer() {
    try {
      if (in.begun()) {
        var _ = in.ended().await(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
