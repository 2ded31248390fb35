package dev.jug.buildkit.message;

import dev.jug.grpc.proto.ProtoWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** News of a build, as messages: one thing each. */
public final class StatusResponse {
  private static final int STDOUT = 1;

  private StatusResponse() {}

  /** Something began, or ended. */
  public static byte[] of(Vertex vertex) {
    return ProtoWriter.message(out -> out.message(1, vertex::write));
  }

  /** A part is this far. */
  public static byte[] of(VertexStatus status) {
    return ProtoWriter.message(out -> out.message(2, status::write));
  }

  /** A command printed something. */
  public static byte[] log(String vertex, Instant time, byte[] bytes) {
    return ProtoWriter.message(out ->
        out.message(3, log -> log.text(1, vertex).time(2, time).number(3, STDOUT).bytes(4, bytes)));
  }

  /** Something may not be what was meant. */
  public static byte[] warning(String vertex, String text) {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    return ProtoWriter.message(
        out -> out.message(4, warning -> warning.text(1, vertex).number(2, 1).bytes(3, bytes)));
  }
}
