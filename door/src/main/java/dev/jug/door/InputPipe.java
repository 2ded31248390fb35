package dev.jug.door;

import dev.jug.wire.Frame;
import dev.jug.wire.FrameType;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;

/** The standard input of a front as it comes: whoever reads slowly slows the front down. */
final class InputPipe extends InputStream implements Consumer<Frame> {
  private static final int PIECES = 16;
  private static final byte[] END = new byte[0];

  private final BlockingQueue<byte[]> pieces = new ArrayBlockingQueue<>(PIECES);
  private byte[] piece = {};
  private int next;
  private boolean ended;

  @Override
  public void accept(Frame frame) {
    try {
      if (frame.type() == FrameType.STDIN && frame.payload().length > 0) {
        pieces.put(frame.payload());
      } else if (frame.type() == FrameType.STDIN_EOF) {
        pieces.put(END);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int from, int count) throws IOException {
    if (count == 0) {
      return 0;
    }
    if (next == piece.length && !ended) {
      piece = take();
      next = 0;
      ended = piece.length == 0;
    }
    if (ended) {
      return -1;
    }
    int some = Math.min(count, piece.length - next);
    System.arraycopy(piece, next, into, from, some);
    next += some;
    return some;
  }

  private byte[] take() throws IOException {
    try {
      return pieces.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("the front went away before its input ended");
    }
  }
}
