package dev.jug.linux.io;

import dev.jug.linux.Call;
import dev.jug.linux.Errno;
import dev.jug.linux.Fd;
import dev.jug.linux.SysException;
import dev.jug.linux.ffi.Kernel;
import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
   * One that a cgroup of version 1 adds to (admin-guide/cgroup-v1/memcg_test.rst,
   * "cgroup.event_control").
   *
   * @param control the group's {@code cgroup.event_control}
   * @param subject the file whose events count, such as {@code memory.oom_control}
   * @param arguments what the file wants to know besides, such as a threshold in bytes
   * @throws SysException if there is no such group, or the file has no events
   */
  public static EventFd of(Path control, Path subject, String... arguments) {
    var made = new EventFd();
    try {
      made.subscribe(control, subject, arguments);
      return made;
    } catch (SysException e) {
      made.close();
      throw e;
    }
  }

  private void subscribe(Path control, Path subject, String... arguments) {
    try (var arena = Arena.ofConfined();
        var to = open(arena, control, WRITE_CLOEXEC);
        var of = open(arena, subject, READ_CLOEXEC)) {
      var words = Stream.concat(Stream.of(fd.number(), of.number()), Stream.of(arguments));
      var line = arena.allocateFrom(words.map(String::valueOf).collect(Collectors.joining(" ")));
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
   * @throws SysException with EINTR if the thread is interrupted
   */
  public void await() {
    Poller.INPUT.await(fd);
    try (var arena = Arena.ofConfined()) {
      var count = arena.allocate(ValueLayout.JAVA_LONG);
      long result = fd.use(n -> Kernel.raw(Call.READ, n, count.address(), Long.BYTES));
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
