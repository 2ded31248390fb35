package dev.jug.buildkit.message;

import dev.jug.grpc.proto.ProtoWriter;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that a build does, as it is now.
 *
 * @param digest what it is told from others by
 * @param name for people
 * @param cached whether it was done already
 * @param completed null while it goes on
 * @param error why it failed; empty if it has not
 */
public record Vertex(
    String digest,
    String name,
    boolean cached,
    Instant started,
    @Nullable Instant completed,
    String error) {

  void write(ProtoWriter out) {
    out.text(1, digest).text(3, name).flag(4, cached).time(5, started);
    if (completed != null) {
      out.time(6, completed);
    }
    out.text(7, error);
  }
}
