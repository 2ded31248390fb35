package dev.jug.linux;

import dev.jug.linux.ffi.Kernel;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/**
 * Owns one file descriptor. Every descriptor made by this module is close-on-exec from birth
 * (open(2), O_CLOEXEC).
 *
 * <p>Thread-safe: it is closed exactly once, whoever comes first.
 */
public final class Fd implements AutoCloseable {
  /** The value of {@link #number()} after {@link #close()} or {@link #steal()}. */
  private static final int GONE = -1;

  private final AtomicInteger number;

  /**
   * Takes ownership of a descriptor.
   *
   * @param number 0 or more
   */
  public Fd(int number) {
    if (number < 0) {
      throw new IllegalArgumentException("not a descriptor: " + number);
    }
    this.number = new AtomicInteger(number);
  }

  /**
   * The descriptor's number, for a call that uses it now.
   *
   * @throws IllegalStateException if it was closed or handed on
   */
  public int number() {
    int value = number.get();
    if (value == GONE) {
      throw new IllegalStateException("descriptor already closed");
    }
    return value;
  }

  /** Uses the number if it is still this object's; another thread may be closing it. */
  public void ifOpen(IntConsumer use) {
    int value = number.get();
    if (value != GONE) {
      use.accept(value);
    }
  }

  /** Gives the number to a new owner; this object forgets it. */
  public int steal() {
    int value = number();
    if (!number.compareAndSet(value, GONE)) {
      throw new IllegalStateException("descriptor already closed");
    }
    return value;
  }

  /** Whether the descriptor is still owned by this object. */
  public boolean isOpen() {
    return number.get() != GONE;
  }

  /** A second descriptor for the same open file (fcntl(2), F_DUPFD_CLOEXEC). */
  public Fd duplicate() {
    long result = Kernel.raw(Call.FCNTL, number(), Kernel.F_DUPFD_CLOEXEC, 0);
    return new Fd((int) Kernel.check(result, Call.FCNTL, this, "F_DUPFD_CLOEXEC"));
  }

  /**
   * Closes the descriptor; a second call does nothing. The result of close(2) says nothing useful
   * on Linux.
   */
  @Override
  public void close() {
    int value = number.getAndSet(GONE);
    if (value != GONE) {
      Kernel.raw(Call.CLOSE, value);
    }
  }

  @Override
  public String toString() {
    return "fd " + number.get();
  }
}
