package dev.jug.engine.log;

import dev.jug.linux.io.FileWatch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Reads a container's kept output from its beginning to its end. For one thread at a time. */
public final class LogReader implements AutoCloseable {
  private final LogOptions options;
  private final BooleanSupplier running;
  private final Queue<LogPiece> ready = new ArrayDeque<>();
  private final Map<LogPiece.Stream, Boolean> insideLine = new EnumMap<>(LogPiece.Stream.class);
  private final Map<LogPiece.Stream, Boolean> dropping = new EnumMap<>(LogPiece.Stream.class);
  private final @Nullable FileWatch watch;
  private final LogSeries log;
  private final Map<Integer, Long> lines = new HashMap<>();
  private long skipLines;

  /**
   * A reader of a log.
   *
   * @param directory where the log is, or will be
   * @param running whether more can come; when that changes, something in that directory must
   *     change after it
   */
  public LogReader(Path directory, LogOptions options, BooleanSupplier running) {
    this.log = new LogSeries(directory);
    this.options = options;
    this.running = running;
    this.watch = options.follow() ? FileWatch.of(directory) : null;
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

  /** Whether the next piece has been read already, so that nobody has to wait for it. */
  public boolean hasReady() {
    return !ready.isEmpty();
  }

  /** Reads one record, if there is one now. */
  private boolean advance() throws IOException {
    int before = log.number();
    var entry = log.next();
    if (log.number() > before + 1) {
      insideLine.clear();
    }
    if (entry.isPresent() && skipLines > 0) {
      forgetRemoved(log.number());
    }
    entry.ifPresent(this::beginStream);
    entry.filter(this::isWanted).ifPresent(this::split);
    return entry.isPresent();
  }

  /** At the beginning, and behind files that are gone: a line that began in one is not shown. */
  private void beginStream(LogFile.Entry entry) {
    boolean isFirst = insideLine.putIfAbsent(entry.stream(), entry.continuesLine()) == null;
    if (isFirst && entry.continuesLine()) {
      dropping.put(entry.stream(), true);
    }
  }

  /** Lines that were counted in files which are gone by now need not be skipped. */
  private void forgetRemoved(int reached) {
    long gone =
        lines.entrySet().stream()
            .filter(file -> file.getKey() < reached)
            .mapToLong(Map.Entry::getValue)
            .sum();
    skipLines = Math.max(0, skipLines - gone);
    lines.keySet().removeIf(file -> file <= reached);
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
    long all = 0;
    for (var entry = log.next(); entry.isPresent(); entry = log.next()) {
      entry.ifPresent(this::beginStream);
      entry.filter(this::isWanted).ifPresent(this::split);
      long begun = ready.stream().filter(LogPiece::startsLine).count();
      lines.merge(log.number(), begun, Long::sum);
      all += begun;
      ready.clear();
    }
    insideLine.clear();
    dropping.clear();
    log.rewind();
    return all;
  }

  /**
   * Cuts off a record that is not whole, which a machine that died can leave: what is appended
   * later could not be read behind it.
   *
   * @param directory where the log is
   */
  public static void repair(Path directory) throws IOException {
    for (var file : LogFiles.all(directory)) {
      try (var log = new LogFile(file);
          var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
        while (log.next().isPresent()) {
          // Only the position counts.
        }
        channel.truncate(log.position());
      }
    }
  }

  @Override
  public void close() {
    try {
      if (watch != null) {
        watch.close();
      }
      log.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
