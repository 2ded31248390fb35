package dev.jug.linux.ffi;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.jug.linux.Call;
import dev.jug.linux.Errno;
import dev.jug.linux.SysException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;

/**
 * Makes system calls through {@code syscall(2)} of the C library: one native stub for all of them,
 * which keeps start-up short. No call made here may block, except where its caller says so: a
 * blocked native call holds its carrier thread.
 */
public final class Kernel {
  /** fcntl(2): duplicate a descriptor, close-on-exec. */
  public static final int F_DUPFD_CLOEXEC = 1030;

  private static final int MOST_ARGUMENTS = 6;
  private static final Linker LINKER = Linker.nativeLinker();
  private static final VarHandle ERRNO =
      Linker.Option.captureStateLayout()
          .varHandle(java.lang.foreign.MemoryLayout.PathElement.groupElement("errno"));
  private static final MethodHandle SYSCALL =
      LINKER.downcallHandle(
          LINKER.defaultLookup().findOrThrow("syscall"),
          FunctionDescriptor.of(
              JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG,
              JAVA_LONG),
          Linker.Option.captureCallState("errno"),
          Linker.Option.firstVariadicArg(1));

  private Kernel() {}

  /** Makes the call; returns its result, or the negated error number as the kernel itself does. */
  public static long raw(Call call, long... arguments) {
    var a = java.util.Arrays.copyOf(arguments, MOST_ARGUMENTS);
    try (var arena = Arena.ofConfined()) {
      var state = arena.allocate(Linker.Option.captureStateLayout());
      long result =
          (long)
              SYSCALL.invokeExact(state, (long) call.number(), a[0], a[1], a[2], a[3], a[4], a[5]);
      return result == -1 ? -(int) ERRNO.get(state, 0L) : result;
    } catch (Throwable e) {
      throw new AssertionError("syscall(2) cannot throw", e);
    }
  }

  /**
   * Passes a result of {@link #raw} on.
   *
   * @param shown the arguments that a reader of the error needs to see
   * @throws SysException if the result is an error
   */
  public static long check(long result, Call call, Object... shown) {
    if (result < 0) {
      throw new SysException(call.toString(), Errno.of((int) -result), shown);
    }
    return result;
  }

  /** A handle on a C library function that returns its error number, or nothing of interest. */
  public static MethodHandle function(String name, FunctionDescriptor type) {
    return LINKER.downcallHandle(LINKER.defaultLookup().findOrThrow(name), type);
  }

  /** A NUL-terminated copy of a path, as every call wants it. */
  public static MemorySegment path(Arena arena, String path) {
    return arena.allocateFrom(path);
  }

  /** One int in native memory. */
  public static MemorySegment integer(Arena arena, int value) {
    return arena.allocateFrom(JAVA_INT, value);
  }
}
