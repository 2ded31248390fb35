package dev.jug.grpc;

import dev.jug.grpc.http2.Field;
import dev.jug.grpc.http2.Http2Stream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** A call that we make. One thread may send while another receives. */
public final class ClientCall implements AutoCloseable {
  private final Http2Stream stream;
  private final Messages messages;

  ClientCall(Http2Stream stream) {
    this.stream = stream;
    this.messages = new Messages(stream);
  }

  /** Sends a message. */
  public void send(byte[] message) throws IOException, InterruptedException {
    messages.send(message, false);
  }

  /** Says that no other follows. */
  public void end() throws IOException, InterruptedException {
    stream.send(new byte[0], true);
  }

  /**
   * The next message; empty behind the last.
   *
   * @throws GrpcException if the call ended, and not well
   * @throws IOException if the connection broke
   */
  public Optional<byte[]> receive() throws IOException {
    var message = messages.receive();
    if (message.isEmpty()) {
      var trailers = stream.trailers();
      Trailers.of(trailers.isEmpty() ? headers() : trailers).requireOk();
    }
    return message;
  }

  private List<Field> headers() throws IOException {
    try {
      return stream.headers();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  /** Gives the call up if it is not over. */
  @Override
  public void close() throws IOException {
    try {
      stream.reset();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
