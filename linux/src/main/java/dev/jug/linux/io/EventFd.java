package dev.jug.linux.io;

import dev.jug.linux.Call;
import dev.jug.linux.Errno;
import dev.jug.linux.Fd;
import dev.jug.linux.ffi.Kernel;
import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;

/** A counter that the kernel, or anyone who has the descriptor, adds to (eventfd(2)). */
public final class EventFd implements AutoCloseable {
  private static final int NONBLOCK_CLOEXEC = 0x800 | 0x80000;
  private static final int READ_CLOEXEC = 0x80000;
  private static final int WRITE_CLOEXEC = 1 | 0x80000;
  private static final int AT_FDCWD = -100;

  private final Fd fd;

  /** A new one, at zero. */
  public EventFd() {
    long created = Kernel.raw(Call.EVENTFD2, 0, NONBLOCK_CLOEXEC);
    fd = new Fd((int) Kernel.check(created, Call.EVENTFD2));
  }

  /**
   * Has a cgroup of version 1 add to it (admin-guide/cgroup-v1/memcg_test.rst,
   * "cgroup.event_control").
   *
   * @param control the group's {@code cgroup.event_control}
   * @param subject the file whose events count, such as {@code memory.oom_control}
   * @throws dev.jug.linux.SysException if there is no such group, or the file has no events
   */
  public void subscribe(Path control, Path subject) {
    try (var arena = Arena.ofConfined();
        var to = open(arena, control, WRITE_CLOEXEC);
        var of = open(arena, subject, READ_CLOEXEC)) {
      var line = arena.allocateFrom(fd.number() + " " + of.number());
      long result = Kernel.raw(Call.WRITE, to.number(), line.address(), line.byteSize() - 1);
      Kernel.check(result, Call.WRITE, control);
    }
  }

  private static Fd open(Arena arena, Path path, int flags) {
    long address = Kernel.path(arena, path.toString()).address();
    long result = Kernel.raw(Call.OPENAT, AT_FDCWD, address, flags);
    return new Fd((int) Kernel.check(result, Call.OPENAT, path));
  }

  /**
   * Waits until it is above zero, and sets it back.
   *
   * @throws dev.jug.linux.SysException with EINTR if the thread is interrupted
   */
  public void await() {
    Poller.INPUT.await(fd);
    try (var arena = Arena.ofConfined()) {
      var count = arena.allocate(ValueLayout.JAVA_LONG);
      long result = Kernel.raw(Call.READ, fd.number(), count.address(), Long.BYTES);
      if (result != -Errno.EAGAIN.number()) {
        Kernel.check(result, Call.READ, fd);
      }
    }
  }

  @Override
  public void close() {
    fd.close();
  }
}
