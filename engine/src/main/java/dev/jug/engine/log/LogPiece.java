package dev.jug.engine.log;

import java.time.Instant;

/**
 * A line of output, or a part of one: pieces end at a newline at the latest.
 *
 * @param stream where it was written
 * @param time when the monitor received it
 * @param startsLine whether it begins a line of its stream; that is where a time stamp belongs
 * @param bytes as the container wrote them, the newline included
 */
@SuppressWarnings("ArrayRecordComponent") // Output on its way through, never compared.
public record LogPiece(Stream stream, Instant time, boolean startsLine, byte[] bytes) {
  /** Where a process writes its output. */
  public enum Stream {
    STDOUT,
    STDERR
  }
}
