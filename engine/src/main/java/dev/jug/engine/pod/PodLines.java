package dev.jug.engine.pod;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.jug.engine.log.LogPiece;
import dev.jug.engine.log.LogPiece.Stream;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Output in the form that a kubelet reads: {@code TIME stdout|stderr P|F TEXT}, where all but the
 * last part of a long line have the tag P. The same output makes the same lines, however often it
 * is read. Not thread-safe.
 */
final class PodLines {
  /** Where containerd cuts lines, too. */
  private static final int LONGEST = 16 << 10;

  private final Map<Stream, ByteArrayOutputStream> begun = new EnumMap<>(Stream.class);

  /** A clock that is set back does not turn lines around. */
  private Instant latest = Instant.EPOCH;

  /**
   * A line of the file.
   *
   * @param time when its end was received; never before that of the line above it
   * @param bytes all of it, the newline included
   */
  @SuppressWarnings("ArrayRecordComponent") // Output on its way through, never compared.
  record Line(Instant time, byte[] bytes) {}

  /** The lines that end with this piece. */
  List<Line> add(LogPiece piece) {
    latest = piece.time().isAfter(latest) ? piece.time() : latest;
    var lines = new ArrayList<Line>();
    var buffer = begun.computeIfAbsent(piece.stream(), _ -> new ByteArrayOutputStream());
    int end = piece.offset() + piece.length();
    boolean ends = piece.source()[end - 1] == '\n';
    int text = ends ? end - 1 : end;
    for (int at = piece.offset(); at < text; ) {
      if (buffer.size() == LONGEST) {
        lines.add(take(piece.stream(), 'P', buffer));
      }
      int part = Math.min(LONGEST - buffer.size(), text - at);
      buffer.write(piece.source(), at, part);
      at += part;
    }
    if (ends) {
      lines.add(take(piece.stream(), 'F', buffer));
    }
    return lines;
  }

  /** What nobody will end any more. */
  List<Line> rest() {
    return begun.entrySet().stream()
        .filter(each -> each.getValue().size() > 0)
        .map(each -> take(each.getKey(), 'F', each.getValue()))
        .toList();
  }

  private Line take(Stream stream, char tag, ByteArrayOutputStream text) {
    var line = new ByteArrayOutputStream(text.size() + 64);
    var word = stream == Stream.STDOUT ? " stdout " : " stderr ";
    line.writeBytes((latest + word + tag + " ").getBytes(US_ASCII));
    line.writeBytes(text.toByteArray());
    line.write('\n');
    text.reset();
    return new Line(latest, line.toByteArray());
  }
}
