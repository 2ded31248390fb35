package dev.jug.engine.log;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Arrays;

/**
 * A line of output, or a part of one: pieces end at a newline at the latest. Many share one array,
 * which nobody changes.
 *
 * @param stream where it was written
 * @param time when the monitor received it
 * @param startsLine whether it begins a line of its stream; that is where a time stamp belongs
 * @param source has the bytes as the container wrote them, the newline included
 * @param offset where they begin
 * @param length how many they are
 */
@SuppressWarnings("ArrayRecordComponent") // Output on its way through, never compared.
public record LogPiece(
    Stream stream, Instant time, boolean startsLine, byte[] source, int offset, int length) {
  /** Where a process writes its output. */
  public enum Stream {
    STDOUT,
    STDERR
  }

  /** Its bytes, in an array of their own. */
  public byte[] bytes() {
    return Arrays.copyOfRange(source, offset, offset + length);
  }

  /** Writes its bytes. */
  public void writeTo(OutputStream out) throws IOException {
    out.write(source, offset, length);
  }
}
