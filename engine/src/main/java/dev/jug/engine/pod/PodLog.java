package dev.jug.engine.pod;

import dev.jug.engine.log.ForwardThread;
import dev.jug.engine.log.LogForward;
import dev.jug.engine.log.LogOptions;
import dev.jug.engine.log.LogReader;
import dev.jug.engine.pod.PodLines.Line;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Writes what is kept of a container's output to the file that the kubelet reads, in its form. Each
 * line is there once, whoever is killed when: how far it got is noted beside what is kept, and what
 * was written after the last note is read from the file itself.
 */
public final class PodLog implements LogForward {
  private static final System.Logger LOG = System.getLogger(PodLog.class.getName());
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Path directory;
  private final Path target;
  private final BooleanSupplier running;
  private final ReentrantLock lock = new ReentrantLock();
  private final ForwardThread thread;
  private volatile boolean drained;
  private PodLogPosition position = PodLogPosition.START;
  private @Nullable PodLogFile file;

  private PodLog(Path directory, Path target, BooleanSupplier running) {
    this.directory = directory;
    this.target = target;
    this.running = running;
    this.thread = new ForwardThread("log " + target.getFileName(), this::run, PATIENCE);
  }

  /**
   * Begins where an earlier engine ended.
   *
   * @param directory has the log that is kept
   * @param target the file to write
   * @param running whether more can come
   */
  public static PodLog follow(Path directory, Path target, BooleanSupplier running) {
    var log = new PodLog(directory, target, running);
    log.thread.start();
    return log;
  }

  private Path notes() {
    return directory.resolve("forwarded");
  }

  private void run() {
    try {
      position = PodLogFile.recovered(PodLogPosition.read(notes()), target);
      open();
      forward();
    } catch (IOException | RuntimeException e) {
      if (!thread.isLetGo()) {
        LOG.log(System.Logger.Level.WARNING, "output is not written any more: " + target, e);
      }
    } finally {
      // Who is interrupted cannot write a file.
      Thread.interrupted();
      close();
    }
  }

  private void forward() throws IOException {
    var lines = new PodLines();
    var from = position;
    int known = from.count();
    try (var reader =
        new LogReader(directory, LogOptions.FOLLOW, () -> !drained && running.getAsBoolean())) {
      for (var piece = reader.next(); piece.isPresent(); piece = reader.next()) {
        known = write(lines.add(piece.get()), from.time(), known);
        if (!reader.hasReady()) {
          note();
        }
      }
    }
    write(lines.rest(), from.time(), known);
  }

  /**
   * Writes lines that are not there yet.
   *
   * @param last when the last line was received that is there
   * @param known how many lines of that time are still to be left out
   */
  private int write(List<Line> lines, Instant last, int known) throws IOException {
    int left = known;
    for (var line : lines) {
      if (line.time().equals(last) && left > 0) {
        left--;
      } else if (!line.time().isBefore(last)) {
        write(line);
      }
    }
    return left;
  }

  private void write(Line line) throws IOException {
    lock.lock();
    try {
      if (file != null) {
        file.write(line);
        position = position.after(line.time());
      }
    } finally {
      lock.unlock();
    }
  }

  private void note() throws IOException {
    lock.lock();
    try {
      if (file != null) {
        position = file.noted(position);
        position.write(notes());
      }
    } finally {
      lock.unlock();
    }
  }

  private void open() throws IOException {
    file = PodLogFile.open(target);
    note();
  }

  /** Writes to a file of the same name from now on; the one so far was moved away. */
  @Override
  public void reopen() {
    lock.lock();
    try {
      if (file != null) {
        note();
        file.close();
        open();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot open " + target + " again", e);
    } finally {
      lock.unlock();
    }
  }

  private void close() {
    lock.lock();
    try {
      if (file != null) {
        try (var _ = file) {
          note();
        } finally {
          file = null;
        }
      }
    } catch (IOException e) {
      LOG.log(System.Logger.Level.WARNING, "output is not all written: " + target, e);
    } finally {
      lock.unlock();
    }
  }

  /** Whoever hears of the end finds all of the output in the file. */
  @Override
  public void drained() {
    drained = true;
    try {
      // The reader waits for something to change in that directory.
      Files.deleteIfExists(Files.createTempFile(directory, "drained", ""));
    } catch (IOException e) {
      LOG.log(System.Logger.Level.DEBUG, "cannot wake the reader of a log", e);
    }
    finish();
  }

  @Override
  public void finish() {
    thread.finish();
  }

  @Override
  public void letGo() {
    thread.letGo();
  }
}
