package dev.jug.docker.stream;

import dev.jug.engine.log.LogPiece;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;

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

  /** Takes bytes that belong to a piece of a log; {@link #flush} sends what was taken. */
  public void take(LogPiece piece, byte[] bytes) throws IOException {
    var stream =
        switch (piece.stream()) {
          case STDOUT -> Stream.STDOUT;
          case STDERR -> Stream.STDERR;
        };
    put(stream, bytes);
  }

  /** Sends one piece. */
  public void write(Stream stream, byte[] piece) throws IOException {
    put(stream, piece);
    flush();
  }

  /** Sends what was taken. */
  public void flush() throws IOException {
    out.flush();
  }

  private void put(Stream stream, byte[] piece) throws IOException {
    if (raw) {
      out.write(piece);
    } else {
      var framed = ByteBuffer.allocate(HEADER + piece.length);
      framed.put((byte) stream.number).position(4).putInt(piece.length).put(piece);
      out.write(framed.array());
    }
  }
}
