package dev.jug.linux.proc;

import dev.jug.linux.Call;
import dev.jug.linux.Errno;
import dev.jug.linux.ffi.Kernel;
import java.util.List;

/**
 * System calls of newer kernels without which there are no containers here. Each is made with
 * arguments that mean nothing: a kernel that knows the call refuses those, another one the call.
 */
public final class NeededCalls {
  private static final List<Call> ALL =
      List.of(
          Call.CLONE3,
          Call.CLOSE_RANGE,
          Call.FSOPEN,
          Call.MEMFD_CREATE,
          Call.MOUNT_SETATTR,
          Call.MOVE_MOUNT,
          Call.OPENAT2,
          Call.PIDFD_OPEN,
          Call.PIDFD_SEND_SIGNAL,
          Call.SECCOMP,
          Call.UNSHARE);

  private NeededCalls() {}

  /** All of them. */
  public static List<Call> all() {
    return ALL;
  }

  /** Those that this kernel, or a filter around this process, does not let through (ENOSYS). */
  public static List<Call> missing() {
    return ALL.stream().filter(NeededCalls::isMissing).toList();
  }

  private static boolean isMissing(Call call) {
    return Kernel.raw(call, -1, -1, -1, -1, -1, -1) == -Errno.ENOSYS.number();
  }
}
