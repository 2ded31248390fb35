package dev.jug.linux.seccomp;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import dev.jug.linux.Call;
import dev.jug.linux.Errno;
import dev.jug.linux.Fd;
import dev.jug.linux.ffi.Kernel;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * System calls that wait for an agent (seccomp_unotify(2)). Each is asked about once, and waits
 * until it is {@link #proceed let go on}. For one thread, which waits in the kernel.
 */
public final class Notifications implements AutoCloseable {
  private static final long RECEIVE = 0xc0502100L;
  private static final long SEND = 0xc0182101L;
  private static final int NOTIFICATION_BYTES = 80;
  private static final int RESPONSE_BYTES = 24;
  private static final int CONTINUE = 1;
  private static final int ARGUMENTS = 6;
  private static final short POLLIN = 1;
  private static final int POLL_BYTES = 8;

  private final Fd listener;

  /**
   * @param listener of the filter; closed with this
   */
  public Notifications(Fd listener) {
    this.listener = listener;
  }

  /**
   * A call that waits.
   *
   * @param id of this notification
   * @param pid the thread, as this process sees it; 0 if it does not
   * @param architecture as {@link Architecture#audit} has it
   * @param number of the call there
   * @param arguments six, as the registers have them
   */
  public record Notification(
      long id, int pid, int architecture, int number, List<Long> arguments) {}

  /**
   * Waits for the next one.
   *
   * @return empty when all processes that had the filter are gone
   */
  public Optional<Notification> next() {
    try (var arena = Arena.ofConfined()) {
      var buffer = arena.allocate(NOTIFICATION_BYTES, 8);
      while (isAsked(arena)) {
        buffer.fill((byte) 0);
        long result = Kernel.raw(Call.IOCTL, listener.number(), RECEIVE, buffer.address());
        // The process may have died, or been interrupted, since it was heard of.
        if (result != -Errno.ENOENT.number() && result != -Errno.EINTR.number()) {
          Kernel.check(result, Call.IOCTL, listener, "SECCOMP_IOCTL_NOTIF_RECV");
          var arguments = new ArrayList<Long>();
          for (int i = 0; i < ARGUMENTS; i++) {
            arguments.add(buffer.get(JAVA_LONG, 32 + 8L * i));
          }
          return Optional.of(
              new Notification(
                  buffer.get(JAVA_LONG, 0),
                  buffer.get(JAVA_INT, 8),
                  buffer.get(JAVA_INT, 20),
                  buffer.get(JAVA_INT, 16),
                  arguments));
        }
      }
      return Optional.empty();
    }
  }

  private boolean isAsked(Arena arena) {
    var poll = arena.allocate(POLL_BYTES, 4);
    poll.set(JAVA_INT, 0, listener.number());
    poll.set(JAVA_SHORT, 4, POLLIN);
    long result;
    do {
      result = Kernel.raw(Call.PPOLL, poll.address(), 1, 0, 0, 0);
    } while (result == -Errno.EINTR.number());
    Kernel.check(result, Call.PPOLL, listener);
    return (poll.get(JAVA_SHORT, 6) & POLLIN) != 0;
  }

  /** Lets a call go on as if nobody had asked; one whose process is gone does not matter. */
  public void proceed(Notification notification) {
    try (var arena = Arena.ofConfined()) {
      var response = arena.allocate(RESPONSE_BYTES, 8);
      response.set(JAVA_LONG, 0, notification.id());
      response.set(JAVA_INT, 20, CONTINUE);
      long result = Kernel.raw(Call.IOCTL, listener.number(), SEND, response.address());
      if (result != -Errno.ENOENT.number()) {
        Kernel.check(result, Call.IOCTL, listener, "SECCOMP_IOCTL_NOTIF_SEND");
      }
    }
  }

  @Override
  public void close() {
    listener.close();
  }
}
