package dev.jug.engine.log;

import dev.jug.linux.io.FileWatch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Reads a container's kept output from its beginning to its end. For one thread at a time. */
public final class LogReader implements AutoCloseable {
  private final Path file;
  private final LogOptions options;
  private final BooleanSupplier running;
  private final Queue<LogPiece> ready = new ArrayDeque<>();
  private final Map<LogPiece.Stream, Boolean> insideLine = new EnumMap<>(LogPiece.Stream.class);
  private final Map<LogPiece.Stream, Boolean> dropping = new EnumMap<>(LogPiece.Stream.class);
  private final @Nullable FileWatch watch;
  private @Nullable LogFile log;
  private long skipLines;

  /**
   * A reader of a log.
   *
   * @param file the log; it may not be there yet
   * @param running whether more can come; when that changes, something in the file's directory must
   *     change after it
   */
  public LogReader(Path file, LogOptions options, BooleanSupplier running) {
    this.file = file;
    this.options = options;
    this.running = running;
    var directory = file.toAbsolutePath().getParent();
    this.watch = options.follow() && directory != null ? FileWatch.of(directory) : null;
    try {
      skipLines = options.tail() < 0 ? 0 : Math.max(0, countLines() - options.tail());
    } catch (IOException e) {
      close();
      throw new UncheckedIOException(e);
    }
  }

  /** The next piece, waiting for it when following; empty at the end. */
  public Optional<LogPiece> next() {
    try {
      while (ready.isEmpty()) {
        boolean more = running.getAsBoolean();
        if (!advance()) {
          if (watch == null || !more) {
            return Optional.empty();
          }
          watch.awaitChange();
        }
      }
      return Optional.of(ready.remove());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads one record, if there is one now. */
  private boolean advance() throws IOException {
    var source = open();
    if (source == null) {
      return false;
    }
    var entry = source.next();
    entry.filter(this::isWanted).ifPresent(this::split);
    return entry.isPresent();
  }

  private @Nullable LogFile open() throws IOException {
    if (log == null && Files.exists(file)) {
      log = new LogFile(file);
    }
    return log;
  }

  private boolean isWanted(LogFile.Entry entry) {
    boolean stream =
        switch (entry.stream()) {
          case STDOUT -> options.stdout();
          case STDERR -> options.stderr();
        };
    boolean early = options.since() != null && entry.time().isBefore(options.since());
    boolean late = options.until() != null && !entry.time().isBefore(options.until());
    return stream && !early && !late;
  }

  private void split(LogFile.Entry entry) {
    var bytes = entry.bytes();
    int start = 0;
    while (start < bytes.length) {
      int end = start;
      while (end < bytes.length && bytes[end] != '\n') {
        end++;
      }
      int next = Math.min(end + 1, bytes.length);
      boolean starts = !insideLine.getOrDefault(entry.stream(), false);
      insideLine.put(entry.stream(), end == bytes.length);
      offer(
          new LogPiece(
              entry.stream(), entry.time(), starts, Arrays.copyOfRange(bytes, start, next)));
      start = next;
    }
  }

  /** Lines before the wanted tail are dropped, with all their pieces. */
  private void offer(LogPiece piece) {
    if (piece.startsLine()) {
      dropping.put(piece.stream(), skipLines > 0);
      skipLines = Math.max(0, skipLines - 1);
    }
    if (!dropping.getOrDefault(piece.stream(), false)) {
      ready.add(piece);
    }
  }

  private long countLines() throws IOException {
    var source = open();
    if (source == null) {
      return 0;
    }
    long lines = 0;
    for (var entry = source.next(); entry.isPresent(); entry = source.next()) {
      entry.filter(this::isWanted).ifPresent(this::split);
      lines += ready.stream().filter(LogPiece::startsLine).count();
      ready.clear();
    }
    insideLine.clear();
    source.rewind();
    return lines;
  }

  /**
   * Cuts off a record that is not whole, which a machine that died can leave: what is appended
   * later could not be read behind it.
   */
  public static void repair(Path file) throws IOException {
    if (!Files.exists(file)) {
      return;
    }
    try (var log = new LogFile(file);
        var channel = java.nio.channels.FileChannel.open(file, StandardOpenOption.WRITE)) {
      while (log.next().isPresent()) {
        // Only the position counts.
      }
      channel.truncate(log.position());
    }
  }

  @Override
  public void close() {
    try {
      if (watch != null) {
        watch.close();
      }
      if (log != null) {
        log.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
