package dev.jug.linux.proc;

import dev.jug.linux.Call;
import dev.jug.linux.ffi.Kernel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The memory of this process. */
public final class OwnMemory {
  private static final Path MAPS = Path.of("/proc/self/maps");
  private static final int PAGE_OUT = 21;
  private static final int HEXADECIMAL = 16;

  private OwnMemory() {}

  /**
   * Gives back the memory that holds unchanged parts of files: programs, libraries, archives of
   * classes. What is touched again is read from the file again, so this is for a process that
   * expects to do nothing for a while (madvise(2), MADV_PAGEOUT). Does nothing where the kernel
   * cannot.
   */
  public static void pageOutFiles() {
    try (var lines = Files.lines(MAPS)) {
      lines.filter(OwnMemory::isUnchangedFile).forEach(OwnMemory::pageOut);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** {@code 7f00-7f08 r-xp 00000000 08:01 42 /lib/libc.so}: of a file, and not writable. */
  private static boolean isUnchangedFile(String mapping) {
    int space = mapping.indexOf(' ');
    return mapping.charAt(space + 2) == '-' && mapping.indexOf('/') > 0;
  }

  private static void pageOut(String mapping) {
    var range = mapping.substring(0, mapping.indexOf(' '));
    int dash = range.indexOf('-');
    long from = Long.parseLong(range.substring(0, dash), HEXADECIMAL);
    long to = Long.parseLong(range.substring(dash + 1), HEXADECIMAL);
    Kernel.raw(Call.MADVISE, from, to - from, PAGE_OUT);
  }
}
