package dev.jug.linux.seccomp;

import dev.jug.linux.Call;
import dev.jug.linux.Errno;
import dev.jug.linux.ffi.Kernel;

/** What the kernel's seccomp(2) knows. */
public final class SeccompProbe {
  private static final int SET_MODE_FILTER = 1;

  private SeccompProbe() {}

  /**
   * Whether it knows these flags together. A filter at no address is loaded: flags are looked at
   * first.
   */
  public static boolean knows(long flags) {
    return Kernel.raw(Call.SECCOMP, SET_MODE_FILTER, flags, 0) == -Errno.EFAULT.number();
  }
}
