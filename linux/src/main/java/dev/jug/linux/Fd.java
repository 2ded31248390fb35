package dev.jug.linux;

import dev.jug.linux.ffi.Kernel;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.function.IntToLongFunction;

/**
 * Owns one file descriptor. Every descriptor made by this module is close-on-exec from birth
 * (open(2), O_CLOEXEC).
 *
 * <p>Thread-safe: it is closed exactly once, whoever comes first. The kernel gives the number of a
 * closed descriptor to the next file that is opened, so a call that another thread may close it
 * under must go through {@link #use}: a shutdown that comes too late would end a stranger's
 * connection.
 */
public final class Fd implements AutoCloseable {
  /** Added to the uses when it is closed or handed on. */
  private static final int GONE = Integer.MIN_VALUE;

  private final int number;

  /** How many calls use it now; below zero once it is gone. */
  private final AtomicInteger uses = new AtomicInteger();

  /**
   * Takes ownership of a descriptor.
   *
   * @param number 0 or more
   */
  public Fd(int number) {
    if (number < 0) {
      throw new IllegalArgumentException("not a descriptor: " + number);
    }
    this.number = number;
  }

  /**
   * The descriptor's number, for a call that uses it now, and where no other thread closes it.
   *
   * @throws IllegalStateException if it was closed or handed on
   */
  public int number() {
    if (!isOpen()) {
      throw gone();
    }
    return number;
  }

  private static IllegalStateException gone() {
    return new IllegalStateException("descriptor already closed");
  }

  /**
   * Uses the number in a call. If another thread closes the descriptor meanwhile, it is closed
   * after that call.
   *
   * @return what the call returned
   * @throws IllegalStateException if it was closed or handed on before
   */
  public long use(IntToLongFunction call) {
    if (!begin()) {
      throw gone();
    }
    try {
      return call.applyAsLong(number);
    } finally {
      end();
    }
  }

  /** The same, but nothing happens if it was closed or handed on before. */
  public void ifOpen(IntConsumer call) {
    if (begin()) {
      try {
        call.accept(number);
      } finally {
        end();
      }
    }
  }

  private boolean begin() {
    return uses.updateAndGet(now -> now < 0 ? now : now + 1) > 0;
  }

  private void end() {
    if (uses.decrementAndGet() == GONE) {
      Kernel.raw(Call.CLOSE, number);
    }
  }

  /**
   * Gives the number to a new owner; this object forgets it.
   *
   * @throws IllegalStateException if it was closed or handed on, or is in use
   */
  public int steal() {
    if (!uses.compareAndSet(0, GONE)) {
      throw isOpen() ? new IllegalStateException("descriptor in use") : gone();
    }
    return number;
  }

  /** Whether the descriptor is still owned by this object. */
  public boolean isOpen() {
    return uses.get() >= 0;
  }

  /** A second descriptor for the same open file (fcntl(2), F_DUPFD_CLOEXEC). */
  public Fd duplicate() {
    long result = use(n -> Kernel.raw(Call.FCNTL, n, Kernel.F_DUPFD_CLOEXEC, 0));
    return new Fd((int) Kernel.check(result, Call.FCNTL, this, "F_DUPFD_CLOEXEC"));
  }

  /**
   * Closes the descriptor, after the calls that use it now; a second call does nothing. The result
   * of close(2) says nothing useful on Linux.
   */
  @Override
  public void close() {
    if (uses.getAndUpdate(now -> now < 0 ? now : now + GONE) == 0) {
      Kernel.raw(Call.CLOSE, number);
    }
  }

  @Override
  public String toString() {
    return isOpen() ? "fd " + number : "fd closed";
  }
}
