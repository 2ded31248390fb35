package dev.jug.buildkit.message;

import dev.jug.grpc.proto.ProtoWriter;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a part of something is.
 *
 * @param id what it is, for people
 * @param vertex digest of the whole
 * @param current how much is done, in bytes if {@code total} is not 0
 * @param total how much there is; 0 if nobody knows
 * @param completed null while it goes on
 */
public record VertexStatus(
    String id,
    String vertex,
    long current,
    long total,
    Instant time,
    Instant started,
    @Nullable Instant completed) {

  void write(ProtoWriter out) {
    out.text(1, id).text(2, vertex).number(4, current).number(5, total).time(6, time);
    out.time(7, started);
    if (completed != null) {
      out.time(8, completed);
    }
  }
}
