package dev.jug.grpc;

import dev.jug.grpc.http2.Http2Stream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Optional;

/** The messages of a call, in both directions. */
final class Messages {
  /** Of one message. */
  static final int LARGEST = 16 << 20;

  private static final int HEAD = 5;

  private final Http2Stream stream;
  private final InputStream in;

  Messages(Http2Stream stream) {
    this.stream = stream;
    this.in = stream.in();
  }

  /** The next message; empty behind the last. */
  Optional<byte[]> receive() throws IOException {
    var head = in.readNBytes(HEAD);
    if (head.length == 0) {
      return Optional.empty();
    }
    if (head.length < HEAD) {
      throw new EOFException("a call ends within a message");
    }
    var numbers = ByteBuffer.wrap(head);
    if (numbers.get() != 0) {
      throw new GrpcException(Status.UNIMPLEMENTED, "compressed messages are not understood");
    }
    int length = numbers.getInt();
    if (length < 0 || length > LARGEST) {
      throw new GrpcException(
          Status.RESOURCE_EXHAUSTED,
          "a message of " + Integer.toUnsignedString(length) + " bytes is larger than " + LARGEST);
    }
    var message = in.readNBytes(length);
    if (message.length < length) {
      throw new EOFException("a call ends within a message");
    }
    return Optional.of(message);
  }

  void send(byte[] message, boolean last) throws IOException, InterruptedException {
    var framed = ByteBuffer.allocate(HEAD + message.length);
    framed.put((byte) 0).putInt(message.length).put(message);
    stream.send(framed.array(), last);
  }
}
