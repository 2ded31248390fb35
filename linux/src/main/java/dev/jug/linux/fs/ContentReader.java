package dev.jug.linux.fs;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.jug.linux.Call;
import dev.jug.linux.Fd;
import dev.jug.linux.ffi.Kernel;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.function.Consumer;

/**
 * Reads many files, one after the other, by way of one piece of memory outside of the heap. Not
 * thread-safe.
 */
public final class ContentReader {
  private static final int PIECE = 1 << 16;

  private final MemorySegment memory = Arena.ofAuto().allocate(PIECE);
  private final ByteBuffer view = memory.asByteBuffer();

  /**
   * Reads a file from where it is to its end (read(2)).
   *
   * @param pieces takes them; each is gone when it returns
   * @throws dev.jug.linux.SysException if the file cannot be read
   */
  public void read(Fd file, Consumer<ByteBuffer> pieces) {
    for (int count = read(file); count > 0; count = read(file)) {
      pieces.accept(view.clear().limit(count));
    }
  }

  private int read(Fd file) {
    return read(file, PIECE);
  }

  private int read(Fd file, int most) {
    long result = Kernel.raw(Call.READ, file.number(), memory.address(), most);
    return (int) Kernel.check(result, Call.READ, file);
  }

  /**
   * The same as a stream, for as long as this reads no other file and the file stays open; closing
   * the stream does not close it. A file that cannot be read is a {@link
   * dev.jug.linux.SysException}.
   */
  public InputStream stream(Fd file) {
    return new InputStream() {
      @Override
      public int read() {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
      }

      @Override
      public int read(byte[] bytes, int from, int length) {
        if (length == 0) {
          return 0;
        }
        int count = ContentReader.this.read(file, Math.min(length, PIECE));
        MemorySegment.copy(memory, JAVA_BYTE, 0, bytes, from, count);
        return count == 0 ? -1 : count;
      }
    };
  }
}
