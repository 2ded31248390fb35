package dev.jug.linux.proc;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.jug.linux.Call;
import dev.jug.linux.ffi.Kernel;
import java.lang.foreign.Arena;

/** What the kernel thinks of the machine's clock (adjtimex(2)). */
public final class ClockStatus {
  private static final int TIMEX_BYTES = 208;
  private static final int STATUS_OFFSET = 40;
  private static final int STA_UNSYNC = 0x40;

  private ClockStatus() {}

  /** Whether somebody keeps it right, such as an NTP client. Nothing is changed by asking. */
  public static boolean isKept() {
    try (var arena = Arena.ofConfined()) {
      var timex = arena.allocate(TIMEX_BYTES, Long.BYTES);
      long result = Kernel.raw(Call.ADJTIMEX, timex.address());
      return result >= 0 && (timex.get(JAVA_INT, STATUS_OFFSET) & STA_UNSYNC) == 0;
    }
  }
}
