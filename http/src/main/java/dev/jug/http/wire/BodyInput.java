package dev.jug.http.wire;

import dev.jug.http.message.HttpException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** The body of one request; ends where the body ends, and leaves what is behind it. */
public abstract sealed class BodyInput extends InputStream permits BodyInput.Sized, ChunkedInput {
  private boolean ended;

  /** The body that a head announces. */
  public static BodyInput of(Framing framing, Source source) {
    return switch (framing) {
      case Framing.Length(var bytes) -> new Sized(source, bytes);
      case Framing.Chunked() -> new ChunkedInput(source);
    };
  }

  /** Bytes until the end; -1 while that is not known. */
  public abstract long remaining();

  /** Whether everything was read. */
  public boolean ended() {
    return ended;
  }

  final void end() {
    ended = true;
  }

  /**
   * @throws HttpException 400 for broken chunks
   * @throws EOFException if the connection ends before the body does
   */
  @Override
  public abstract int read(byte[] bytes, int offset, int length) throws IOException;

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  /** A body with a Content-Length, or none. */
  static final class Sized extends BodyInput {
    private final Source source;
    private long left;

    Sized(Source source, long length) {
      this.source = source;
      this.left = length;
      if (left == 0) {
        end();
      }
    }

    @Override
    public long remaining() {
      return left;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      if (left == 0 || length == 0) {
        return left == 0 ? -1 : 0;
      }
      int count = source.read(bytes, offset, (int) Math.min(length, left));
      if (count < 0) {
        throw new EOFException("the connection ended " + left + " bytes before the body did");
      }
      left -= count;
      if (left == 0) {
        end();
      }
      return count;
    }
  }
}
