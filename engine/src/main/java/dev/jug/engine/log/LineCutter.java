package dev.jug.engine.log;

import dev.jug.engine.log.LogPiece.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Cuts records into lines and leaves out those that are not wanted. A log of 50 MB has half a
 * million lines, so a line costs one look at its bytes and no copy.
 */
final class LineCutter {
  /** How far a stream has come. */
  private static final class Course {
    private boolean begun;
    private boolean insideLine;
    private boolean dropping;
  }

  private final Course stdout = new Course();
  private final Course stderr = new Course();
  private long skip;
  private LogFile.@Nullable Entry record;
  private int at;
  private @Nullable LogPiece piece;

  private Course course(Stream stream) {
    return switch (stream) {
      case STDOUT -> stdout;
      case STDERR -> stderr;
    };
  }

  /** Leaves out so many lines, with all their pieces, from now on. */
  void skip(long lines) {
    skip = lines;
  }

  boolean isSkipping() {
    return skip > 0;
  }

  /** Lines that are to be left out are gone by themselves. */
  void skipFewer(long gone) {
    skip = Math.max(0, skip - gone);
  }

  /** Records are missing between those before and those to come. */
  void interrupt() {
    stdout.begun = false;
    stderr.begun = false;
  }

  /** Where a stream begins, and behind a gap, a line whose beginning is not there is left out. */
  void begin(LogFile.Entry entry) {
    var course = course(entry.stream());
    if (!course.begun) {
      course.begun = true;
      course.insideLine = entry.continuesLine();
      course.dropping |= entry.continuesLine();
    }
  }

  /** The record to cut next; the one before has been cut. */
  void take(LogFile.Entry entry) {
    record = entry.bytes().length == 0 ? null : entry;
    at = 0;
  }

  /** Whether there is another piece in this record; {@link #next} has it. */
  boolean hasNext() {
    while (piece == null && record != null) {
      cut(record, course(record.stream()));
    }
    return piece != null;
  }

  /** The piece that {@link #hasNext} has found. */
  @Nullable LogPiece next() {
    var found = piece;
    piece = null;
    return found;
  }

  private void cut(LogFile.Entry from, Course course) {
    int start = at;
    at = endOfLine(from.bytes(), start);
    boolean starts = !course.insideLine;
    course.insideLine = from.bytes()[at - 1] != '\n';
    if (starts) {
      course.dropping = skip > 0;
      skip -= course.dropping ? 1 : 0;
    }
    if (!course.dropping) {
      piece = new LogPiece(from.stream(), from.time(), starts, from.bytes(), start, at - start);
    }
    if (at == from.bytes().length) {
      record = null;
    }
  }

  /** Just behind the next newline, or at the end. */
  private static int endOfLine(byte[] bytes, int from) {
    int end = from;
    while (end < bytes.length) {
      if (bytes[end++] == '\n') {
        return end;
      }
    }
    return end;
  }
}
