package dev.jug.door;

import java.io.OutputStream;
import java.util.Arrays;

/** The standard output of a front, for what is written in large pieces. */
public final class FrontOutput extends OutputStream {
  private static final int PIECE = 1 << 16;

  private final Front front;

  public FrontOutput(Front front) {
    this.front = front;
  }

  @Override
  public void write(int b) {
    front.pass(false, new byte[] {(byte) b});
  }

  @Override
  public void write(byte[] bytes, int from, int count) {
    for (int done = 0; done < count; done += PIECE) {
      int some = Math.min(PIECE, count - done);
      front.pass(false, Arrays.copyOfRange(bytes, from + done, from + done + some));
    }
  }
}
