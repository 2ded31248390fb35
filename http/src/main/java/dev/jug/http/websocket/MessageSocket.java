package dev.jug.http.websocket;

import dev.jug.http.Request;
import dev.jug.http.Response;
import dev.jug.http.endpoint.Duplex;
import dev.jug.http.message.HttpException;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A WebSocket whose messages mean something (RFC 6455). One thread reads: {@link #next} waits for a
 * message, {@link #read} gets what it has inside. Any may send. The client's close frame ends it.
 */
public final class MessageSocket implements AutoCloseable {
  /** Codes to {@linkplain #end end} it with: as it should, and for data that makes no sense. */
  public static final int NORMAL = 1000;

  /** The server goes, or has waited for long enough. */
  public static final int GOING_AWAY = 1001;

  /** A message is not what its kind must be. */
  public static final int INCONSISTENT = BrokenSocketException.INCONSISTENT;

  /** How long a client has to answer a close frame: it may be gone. */
  private static final long PATIENCE_MILLIS = 1000;

  private final Duplex connection;
  private final FrameOutput out;
  private final Messages messages;

  private MessageSocket(Duplex connection) {
    this.connection = connection;
    this.out = new FrameOutput(connection.out());
    this.messages = new Messages(connection.in(), out);
  }

  /**
   * Takes the connection over.
   *
   * @param protocol the one of {@link #offered} that is spoken from now on; empty for none
   * @throws HttpException if the client does not ask for a WebSocket of version 13
   * @throws IOException if it is gone
   */
  public static MessageSocket accept(Request request, Response response, String protocol)
      throws IOException {
    Handshake.answer(request, response);
    if (!protocol.isEmpty()) {
      response.header(Handshake.PROTOCOL, protocol);
    }
    return new MessageSocket(response.hijack());
  }

  /** The subprotocols that a client would speak, what it likes best first. */
  public static List<String> offered(Request request) {
    return request.headers().all(Handshake.PROTOCOL).stream()
        .flatMap(value -> List.of(value.split(",", -1)).stream())
        .map(String::strip)
        .filter(name -> !name.isEmpty())
        .toList();
  }

  FrameOutput out() {
    return out;
  }

  Messages messages() {
    return messages;
  }

  /**
   * Waits for the next message, past what was not read of this one; false if none comes.
   *
   * @throws IOException if the client breaks the rules, and has been told so, or is gone
   */
  public boolean next() throws IOException {
    return messages.next();
  }

  /** Reads from this message; -1 at its end. */
  public int read(byte[] bytes, int offset, int length) throws IOException {
    return messages.read(bytes, offset, length);
  }

  /**
   * Sends a binary message.
   *
   * @throws IOException if the client is gone, or was told that nothing more comes
   */
  public void send(byte[] bytes) throws IOException {
    out.message(Opcode.BINARY, bytes);
  }

  /**
   * Sends a message of text.
   *
   * @param bytes in UTF-8
   * @throws IOException as for {@link #send}
   */
  public void sendText(byte[] bytes) throws IOException {
    out.message(Opcode.TEXT, bytes);
  }

  /** Says that nothing more comes, and why; the second call does nothing. */
  public void end(int code, String why) throws IOException {
    out.close(code, why);
  }

  /** Says so first, unless somebody is just writing to a client that may not read. */
  @Override
  public void close() {
    close(NORMAL, "");
  }

  /** The same with another reason. */
  public void close(int code, String why) {
    try {
      if (!out.isBusy()) {
        out.close(code, why);
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
      if (messages.begun()) {
        var _ = messages.ended().await(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
