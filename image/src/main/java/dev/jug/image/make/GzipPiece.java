package dev.jug.image.make;

import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.Deflater;

/**
 * Some bytes, before and after they are deflated. Its memory is used again and again. One thread at
 * a time has it.
 */
final class GzipPiece {
  /** A third of the time of the usual 6, for three per cent more bytes of a Debian system. */
  private static final int LEVEL = 4;

  private static final int SIZE = 1 << 19;
  private static final int WINDOW = 1 << 15;

  private final byte[] content = new byte[SIZE];
  private final byte[] dictionary = new byte[WINDOW];
  private byte[] packed = new byte[0];
  private int filled;
  private int known;
  private int size;

  boolean isFull() {
    return filled == SIZE;
  }

  /** Takes as many bytes as there is room for, and says how many. */
  int fill(byte[] bytes, int from, int count) {
    int some = Math.min(count, SIZE - filled);
    System.arraycopy(bytes, from, content, filled, some);
    filled += some;
    return some;
  }

  /** Begins anew, behind another, which nobody deflates yet, or writes to. */
  void after(GzipPiece before) {
    filled = 0;
    known = Math.min(before.filled, WINDOW);
    System.arraycopy(before.content, before.filled - known, dictionary, 0, known);
  }

  /** Deflates what is in it. */
  GzipPiece deflate(boolean last) {
    // Stored as it is, a block of 64 KiB takes five bytes more.
    int most = filled + filled / 1024 + 64;
    if (packed.length < most) {
      packed = new byte[most];
    }
    try (var deflater = new Deflater(LEVEL, true)) {
      deflater.setDictionary(dictionary, 0, known);
      deflater.setInput(content, 0, filled);
      if (last) {
        deflater.finish();
      }
      size = deflater.deflate(packed, 0, packed.length, Deflater.SYNC_FLUSH);
    }
    return this;
  }

  void writeTo(OutputStream out) throws IOException {
    out.write(packed, 0, size);
  }
}
