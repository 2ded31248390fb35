package dev.jug.engine.log;

import dev.jug.engine.error.EngineException.Failed;
import dev.jug.engine.error.Remedy;
import dev.jug.linux.fs.FileTrouble;
import dev.jug.linux.io.FileWatch;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Reads a container's kept output from its beginning to its end. For one thread at a time. */
public final class LogReader implements AutoCloseable {
  private final LogOptions options;
  private final BooleanSupplier running;
  private final LineCutter cutter = new LineCutter();
  private final @Nullable FileWatch watch;
  private final LogSeries log;

  /** What is written later is for those who follow: who writes without end is not read so. */
  private final LogSeries.End end;

  /** How many lines began in each file, where they are counted. */
  private final Map<Integer, Long> lines = new HashMap<>();

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
      end = log.end();
      if (options.tail() >= 0) {
        cutter.skip(Math.max(0, countLines() - options.tail()));
      }
    } catch (IOException e) {
      close();
      throw failed(log, e);
    }
  }

  /**
   * The next piece, waiting for it when following; empty at the end.
   *
   * @throws Failed if the disk fails
   */
  public Optional<LogPiece> next() {
    try {
      while (!cutter.hasNext()) {
        boolean more = running.getAsBoolean();
        if (!advance()) {
          if (watch == null || !more) {
            return Optional.empty();
          }
          watch.awaitChange();
        }
      }
      return Optional.ofNullable(cutter.next());
    } catch (IOException e) {
      throw failed(log, e);
    }
  }

  /** Whether the next piece is there, so that nobody has to wait for it. */
  public boolean hasReady() {
    try {
      while (!cutter.hasNext()) {
        if (!advance()) {
          return false;
        }
      }
      return true;
    } catch (IOException e) {
      throw failed(log, e);
    }
  }

  private static Failed failed(LogSeries log, IOException why) {
    return new Failed(
        "cannot read the log in " + log.directory() + ": " + FileTrouble.of(why),
        Remedy.of(why),
        why);
  }

  /** Reads one record, if there is one now. */
  private boolean advance() throws IOException {
    int before = log.number();
    var entry = log.next();
    if (watch == null && log.isBehind(end)) {
      return false;
    }
    if (log.number() > before + 1) {
      cutter.interrupt();
    }
    if (entry.isPresent() && cutter.isSkipping()) {
      forgetRemoved(log.number());
    }
    entry.ifPresent(cutter::begin);
    entry.filter(this::isWanted).ifPresent(cutter::take);
    return entry.isPresent();
  }

  /** Lines that were counted in files which are gone by now need not be skipped. */
  private void forgetRemoved(int reached) {
    cutter.skipFewer(
        lines.entrySet().stream()
            .filter(file -> file.getKey() < reached)
            .mapToLong(Map.Entry::getValue)
            .sum());
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

  private long countLines() throws IOException {
    var counter = new LineCutter();
    long all = 0;
    for (var entry = log.next(); entry.isPresent() && !log.isBehind(end); entry = log.next()) {
      entry.ifPresent(counter::begin);
      entry.filter(this::isWanted).ifPresent(counter::take);
      long begun = 0;
      while (counter.hasNext()) {
        var piece = counter.next();
        begun += piece != null && piece.startsLine() ? 1 : 0;
      }
      lines.merge(log.number(), begun, Long::sum);
      all += begun;
    }
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
      throw failed(log, e);
    }
  }
}
