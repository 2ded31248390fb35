package dev.jug;

import dev.jug.engine.log.LogPiece;
import dev.jug.engine.log.LogReader;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts the pieces of a log together to lines, those of each stream on their own. */
final class Lines {
  private final LogReader reader;
  private final Map<LogPiece.Stream, ByteArrayOutputStream> begun =
      new EnumMap<>(LogPiece.Stream.class);

  Lines(LogReader reader) {
    this.reader = reader;
  }

  /** The next line, without its end; null behind the last. One without an end is none. */
  @Nullable String next() {
    for (var piece = reader.next(); piece.isPresent(); piece = reader.next()) {
      var line = begun.computeIfAbsent(piece.get().stream(), _ -> new ByteArrayOutputStream());
      var bytes = piece.get().bytes();
      line.writeBytes(bytes);
      if (bytes[bytes.length - 1] == '\n') {
        begun.remove(piece.get().stream());
        return line.toString(StandardCharsets.UTF_8).stripTrailing();
      }
    }
    return null;
  }
}
