package dev.jug.linux.fs;

import dev.jug.linux.Call;
import dev.jug.linux.Fd;
import dev.jug.linux.ffi.Kernel;
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
    long result = Kernel.raw(Call.READ, file.number(), memory.address(), PIECE);
    return (int) Kernel.check(result, Call.READ, file);
  }
}
