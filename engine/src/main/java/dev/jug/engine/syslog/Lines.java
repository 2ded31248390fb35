package dev.jug.engine.syslog;

import dev.jug.engine.log.LogPiece;
import dev.jug.engine.log.LogPiece.Stream;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts lines together from pieces of output. Not thread-safe. */
final class Lines {
  /** As docker does it: a longer line is several messages. */
  private static final int LONGEST = 16 << 10;

  private final Map<Stream, ByteArrayOutputStream> begun = new EnumMap<>(Stream.class);
  private final Map<Stream, Instant> since = new EnumMap<>(Stream.class);

  /**
   * A line without its newline.
   *
   * @param time when its end was received
   */
  @SuppressWarnings("ArrayRecordComponent") // Output on its way through, never compared.
  record Line(Stream stream, Instant time, byte[] bytes) {}

  /** The line that ends with this piece; empty if more of it is to come. */
  Optional<Line> add(LogPiece piece) {
    var buffer = begun.computeIfAbsent(piece.stream(), _ -> new ByteArrayOutputStream());
    buffer.write(piece.source(), piece.offset(), piece.length());
    since.putIfAbsent(piece.stream(), piece.time());
    boolean ends = piece.source()[piece.offset() + piece.length() - 1] == '\n';
    return ends || buffer.size() >= LONGEST
        ? Optional.of(take(piece.stream(), piece.time(), buffer))
        : Optional.empty();
  }

  private Line take(Stream stream, Instant time, ByteArrayOutputStream buffer) {
    var bytes = buffer.toByteArray();
    buffer.reset();
    since.remove(stream);
    boolean ends = bytes[bytes.length - 1] == '\n';
    return new Line(stream, time, ends ? Arrays.copyOf(bytes, bytes.length - 1) : bytes);
  }

  /** When the oldest line began that has not ended; empty if all have. */
  Optional<Instant> unfinished() {
    return since.values().stream().min(Comparator.naturalOrder());
  }

  /** What nobody will end any more. */
  List<Line> rest(Instant time) {
    return begun.entrySet().stream()
        .filter(each -> each.getValue().size() > 0)
        .map(each -> take(each.getKey(), time, each.getValue()))
        .toList();
  }
}
