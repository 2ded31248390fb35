package dev.jug.linux.io;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.jug.linux.Call;
import dev.jug.linux.Fd;
import dev.jug.linux.SysException;
import dev.jug.linux.ffi.Kernel;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** Files that live in memory only (memfd_create(2)). */
public final class MemoryFile {
  private static final int CLOEXEC_SEALABLE = 1 | 2;
  private static final int F_ADD_SEALS = 1033;
  private static final int SEAL_EVERYTHING = 1 | 2 | 4 | 8;

  private MemoryFile() {}

  /**
   * A file with this content that nobody can ever change, not even root (F_SEAL_WRITE and the other
   * seals of fcntl(2)).
   *
   * @param name shown in /proc/PID/exe and /proc/PID/fd
   */
  public static Fd sealed(String name, byte[] content) {
    try (var arena = Arena.ofConfined()) {
      long created =
          Kernel.raw(Call.MEMFD_CREATE, Kernel.path(arena, name).address(), CLOEXEC_SEALABLE);
      var fd = new Fd((int) Kernel.check(created, Call.MEMFD_CREATE, name));
      try {
        fill(fd, arena.allocateFrom(JAVA_BYTE, content));
        long sealed = Kernel.raw(Call.FCNTL, fd.number(), F_ADD_SEALS, SEAL_EVERYTHING);
        Kernel.check(sealed, Call.FCNTL, fd, "F_ADD_SEALS");
        return fd;
      } catch (SysException e) {
        fd.close();
        throw e;
      }
    }
  }

  private static void fill(Fd fd, MemorySegment content) {
    long written = 0;
    while (written < content.byteSize()) {
      long address = content.address() + written;
      long result = Kernel.raw(Call.WRITE, fd.number(), address, content.byteSize() - written);
      written += Kernel.check(result, Call.WRITE, fd);
    }
  }
}
