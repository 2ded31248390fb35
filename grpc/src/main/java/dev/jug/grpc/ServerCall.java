package dev.jug.grpc;

import dev.jug.grpc.http2.Field;
import dev.jug.grpc.http2.Http2Stream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** A call that somebody else makes, for the one thread that answers it. */
public final class ServerCall {
  private final Http2Stream stream;
  private final List<Field> fields;
  private final Messages messages;
  private boolean begun;

  ServerCall(Http2Stream stream, List<Field> fields) {
    this.stream = stream;
    this.fields = fields;
    this.messages = new Messages(stream);
  }

  /** The first value of a header field. */
  public Optional<String> metadata(String name) {
    return fields.stream().filter(field -> field.name().equals(name)).map(Field::value).findFirst();
  }

  /**
   * The next message; empty behind the last.
   *
   * @throws IOException if the caller gave up
   */
  public Optional<byte[]> receive() throws IOException {
    return messages.receive();
  }

  /**
   * Sends a message.
   *
   * @throws IOException if the caller gave up
   */
  public void send(byte[] message) throws IOException, InterruptedException {
    begin();
    messages.send(message, false);
  }

  /** Says that the call is answered, though the first message may take its time. */
  public void begin() throws IOException, InterruptedException {
    if (!begun) {
      begun = true;
      stream.send(Trailers.HEADERS, false);
    }
  }

  void end(Trailers trailers) throws IOException, InterruptedException {
    stream.send(trailers.fields(begun), true);
  }
}
