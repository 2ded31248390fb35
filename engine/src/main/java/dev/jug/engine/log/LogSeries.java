package dev.jug.engine.log;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The records of a log, from one file to the next, while the monitor makes and removes files. */
final class LogSeries implements AutoCloseable {
  private static final int BEFORE_FIRST = -1;

  private final Path directory;
  private @Nullable LogFile file;
  private int number = BEFORE_FIRST;

  LogSeries(Path directory) {
    this.directory = directory;
  }

  Path directory() {
    return directory;
  }

  /**
   * Where a log ends at some moment.
   *
   * @param number of the newest file
   * @param size of that file, in bytes
   */
  record End(int number, long size) {}

  /** Where it ends now. */
  End end() throws IOException {
    int last = LogFiles.last(directory);
    try {
      return new End(last, Files.size(LogFiles.path(directory, last)));
    } catch (NoSuchFileException _) {
      return new End(last, 0);
    }
  }

  /** Whether the last record is behind an end: it was written later. */
  boolean isBehind(End end) {
    long position = file == null ? 0 : file.position();
    return number > end.number() || (number == end.number() && position > end.size());
  }

  /** The number of the file that the last record came from. */
  int number() {
    return number;
  }

  /**
   * The next record; empty if there is no whole one now. A file that has a successor is complete,
   * so it is read once more when one is found behind its end.
   */
  Optional<LogFile.Entry> next() throws IOException {
    while (true) {
      var entry = nextOfFile();
      if (entry.isPresent()) {
        return entry;
      }
      var successor = LogFiles.after(directory, number);
      entry = successor.isPresent() ? nextOfFile() : entry;
      if (entry.isPresent() || successor.isEmpty()) {
        return entry;
      }
      open(successor.getAsInt());
    }
  }

  private Optional<LogFile.Entry> nextOfFile() throws IOException {
    return file == null ? Optional.empty() : file.next();
  }

  /** One that has just been removed has a successor again. */
  private void open(int next) throws IOException {
    close();
    number = next;
    try {
      file = new LogFile(LogFiles.path(directory, next));
    } catch (NoSuchFileException _) {
      file = null;
    }
  }

  void rewind() throws IOException {
    close();
    number = BEFORE_FIRST;
  }

  @Override
  public void close() throws IOException {
    if (file != null) {
      file.close();
      file = null;
    }
  }
}
