package dev.jug.docker.stream;

import dev.jug.engine.log.LogPiece;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * What a process writes, on its way to a client: raw if it has a terminal, otherwise with eight
 * bytes before each piece that say which stream it is of and how long it is (Engine API,
 * ContainerAttach, "Stream format").
 *
 * @param out to the client
 * @param raw whether it comes as it is
 */
public record Output(OutputStream out, boolean raw) {
  private static final int HEADER = 8;
  private static final byte[] NOTHING = {};
  private static final int LENGTH_AT = 4;

  /** The stream that a piece is of, in Docker's numbers. */
  public enum Stream {
    STDOUT(1),
    STDERR(2);

    private final int number;

    Stream(int number) {
      this.number = number;
    }
  }

  /** The media type of such a stream. */
  public static String type(boolean raw) {
    return raw ? "application/vnd.docker.raw-stream" : "application/vnd.docker.multiplexed-stream";
  }

  /** Takes a piece of a log; {@link #flush} sends what was taken. */
  public void take(LogPiece piece) throws IOException {
    take(piece, "");
  }

  /** The same with a stamp before it. */
  public void take(LogPiece piece, String stamp) throws IOException {
    var before = stamp.isEmpty() ? NOTHING : stamp.getBytes(StandardCharsets.UTF_8);
    var stream =
        switch (piece.stream()) {
          case STDOUT -> Stream.STDOUT;
          case STDERR -> Stream.STDERR;
        };
    if (!raw) {
      out.write(header(stream, before.length + piece.length()).array());
    }
    out.write(before);
    piece.writeTo(out);
  }

  /** Sends one piece. */
  public void write(Stream stream, byte[] piece) throws IOException {
    if (raw) {
      out.write(piece);
    } else {
      // At once: where nothing collects it, two pieces would be two packets.
      var framed = ByteBuffer.allocate(HEADER + piece.length);
      out.write(framed.put(header(stream, piece.length)).put(piece).array());
    }
    flush();
  }

  /** Sends what was taken. */
  public void flush() throws IOException {
    out.flush();
  }

  private static ByteBuffer header(Stream stream, int length) {
    return ByteBuffer.allocate(HEADER).put(0, (byte) stream.number).putInt(LENGTH_AT, length);
  }
}
