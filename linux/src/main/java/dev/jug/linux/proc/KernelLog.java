package dev.jug.linux.proc;

import dev.jug.linux.Call;
import dev.jug.linux.SysException;
import dev.jug.linux.ffi.Kernel;
import java.lang.foreign.Arena;
import java.nio.charset.StandardCharsets;

/** What the kernel has said of late (syslog(2)). */
public final class KernelLog {
  private static final int READ_ALL = 3;

  private KernelLog() {}

  /**
   * The end of it; nothing is taken out.
   *
   * @param bytes how much of it at most
   * @return lines that begin with a priority such as {@code <6>}, and a time in brackets if the
   *     kernel is set to say it
   * @throws SysException with EPERM without CAP_SYSLOG
   */
  public static String tail(int bytes) {
    try (var arena = Arena.ofConfined()) {
      var text = arena.allocate(bytes);
      long read =
          Kernel.check(
              Kernel.raw(Call.SYSLOG, READ_ALL, text.address(), bytes), Call.SYSLOG, "kernel log");
      var content = new byte[(int) read];
      text.asByteBuffer().get(content);
      return new String(content, StandardCharsets.UTF_8);
    }
  }
}
