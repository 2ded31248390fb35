package dev.jug.linux.proc;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.jug.linux.Call;
import dev.jug.linux.Errno;
import dev.jug.linux.Fd;
import dev.jug.linux.ffi.Kernel;
import dev.jug.linux.io.Poller;
import java.lang.foreign.Arena;
import java.util.Optional;

/**
 * A process that cannot be mistaken for another one, even when its number is used again
 * (pidfd_open(2)).
 */
public final class Pidfd implements AutoCloseable {
  private static final int P_PIDFD = 3;
  private static final int WEXITED = 4;
  private static final int SIGINFO_BYTES = 128;
  private static final int STATUS_OFFSET = 24;
  private static final int CODE_OFFSET = 8;

  private final int pid;
  private final Fd fd;

  private Pidfd(int pid, Fd fd) {
    this.pid = pid;
    this.fd = fd;
  }

  /**
   * Opens a process; empty if there is none with this number. One that is just being taken down is
   * EINVAL for some kernels.
   *
   * @param pid 1 or more
   */
  public static Optional<Pidfd> open(int pid) {
    long result = Kernel.raw(Call.PIDFD_OPEN, pid, 0);
    if (result == -Errno.ESRCH.number() || (pid > 0 && result == -Errno.EINVAL.number())) {
      return Optional.empty();
    }
    return Optional.of(new Pidfd(pid, new Fd((int) Kernel.check(result, Call.PIDFD_OPEN, pid))));
  }

  /** The process id in our pid namespace. */
  public int pid() {
    return pid;
  }

  /** The descriptor, still owned by this object. */
  public Fd fd() {
    return fd;
  }

  /** Sends a signal; false if the process has ended. */
  public boolean signal(Signal signal) {
    long result = fd.use(n -> Kernel.raw(Call.PIDFD_SEND_SIGNAL, n, signal.number(), 0, 0));
    if (result == -Errno.ESRCH.number()) {
      return false;
    }
    Kernel.check(result, Call.PIDFD_SEND_SIGNAL, pid, signal);
    return true;
  }

  /**
   * A descriptor of the process, as one of ours (pidfd_getfd(2)).
   *
   * @param descriptor its number in the process
   */
  public Fd take(int descriptor) {
    long result = fd.use(n -> Kernel.raw(Call.PIDFD_GETFD, n, descriptor, 0));
    return new Fd((int) Kernel.check(result, Call.PIDFD_GETFD, pid, descriptor));
  }

  /** Waits until the process has ended, whoever its parent is. */
  public void awaitEnd() {
    Poller.INPUT.await(fd);
  }

  /**
   * Takes the exit status of a child of ours, waiting for its end.
   *
   * @return the status as exit(3) gave it, or 128 + n when signal n ended it
   */
  public int reap() {
    awaitEnd();
    try (var arena = Arena.ofConfined()) {
      var info = arena.allocate(SIGINFO_BYTES, 8);
      long result = fd.use(n -> Kernel.raw(Call.WAITID, P_PIDFD, n, info.address(), WEXITED, 0));
      Kernel.check(result, Call.WAITID, pid);
      boolean exited = info.get(JAVA_INT, CODE_OFFSET) == 1;
      return info.get(JAVA_INT, STATUS_OFFSET) + (exited ? 0 : 128);
    }
  }

  @Override
  public void close() {
    fd.close();
  }
}
