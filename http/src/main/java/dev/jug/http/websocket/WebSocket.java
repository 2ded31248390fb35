package dev.jug.http.websocket;

import dev.jug.http.Request;
import dev.jug.http.Response;
import dev.jug.http.endpoint.Duplex;
import dev.jug.http.message.HttpException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * A WebSocket as a stream in each direction (RFC 6455). What the client's messages have inside is
 * read as one stream; each write is a binary message. The client's close frame is the end of both.
 */
public final class WebSocket implements Duplex {
  private final MessageSocket socket;
  private final MessageInput in;

  private WebSocket(MessageSocket socket) {
    this.socket = socket;
    this.in = new MessageInput(socket.messages());
  }

  /**
   * Takes the connection over.
   *
   * @throws HttpException if the client does not ask for a WebSocket of version 13
   * @throws IOException if it is gone
   */
  public static WebSocket accept(Request request, Response response) throws IOException {
    return accept(request, response, "");
  }

  /** The same with a subprotocol, as for {@link MessageSocket#accept}. */
  public static WebSocket accept(Request request, Response response, String protocol)
      throws IOException {
    return new WebSocket(MessageSocket.accept(request, response, protocol));
  }

  @Override
  public InputStream in() {
    return in;
  }

  @Override
  public OutputStream out() {
    return socket.out();
  }

  @Override
  public boolean endsAsOne() {
    return true;
  }

  @Override
  public void closeWrite() throws IOException {
    socket.out().close();
  }

  /** Says so first, unless somebody is just writing to a client that may not read. */
  @Override
  public void close() {
    socket.close();
  }
}
