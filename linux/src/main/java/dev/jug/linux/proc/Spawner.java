package dev.jug.linux.proc;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import dev.jug.linux.Call;
import dev.jug.linux.Errno;
import dev.jug.linux.Fd;
import dev.jug.linux.SysException;
import dev.jug.linux.ffi.Kernel;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.List;
import java.util.Map;

/**
 * Starts a program without forking the JVM (posix_spawn(3), which the C library does with a shared
 * address space).
 */
public final class Spawner {
  private static final int SIGNAL_SET_BYTES = 128;
  private static final int SET_DEFAULT_AND_MASK = 0x04 | 0x08;
  private static final int CHILD_DESCRIPTOR = 3;

  /** More than the C library's opaque types need (80 and 336 bytes in glibc). */
  private static final int ACTIONS_BYTES = 256;

  private static final int ATTRIBUTES_BYTES = 512;

  private static final FunctionDescriptor ONE = FunctionDescriptor.of(JAVA_INT, ADDRESS);
  private static final FunctionDescriptor TWO = FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS);
  private static final MethodHandle SPAWN =
      Kernel.function(
          "posix_spawn",
          FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS));
  private static final MethodHandle ACTIONS_INIT =
      Kernel.function("posix_spawn_file_actions_init", ONE);
  private static final MethodHandle ACTIONS_DUP =
      Kernel.function(
          "posix_spawn_file_actions_adddup2",
          FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT));
  private static final MethodHandle ACTIONS_DESTROY =
      Kernel.function("posix_spawn_file_actions_destroy", ONE);
  private static final MethodHandle ATTR_INIT = Kernel.function("posix_spawnattr_init", ONE);
  private static final MethodHandle ATTR_FLAGS =
      Kernel.function(
          "posix_spawnattr_setflags", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_SHORT));
  private static final MethodHandle ATTR_DEFAULT =
      Kernel.function("posix_spawnattr_setsigdefault", TWO);
  private static final MethodHandle ATTR_MASK = Kernel.function("posix_spawnattr_setsigmask", TWO);

  /** In glibc since 2.34: looked for only when it is needed. */
  private static final class CloseFrom {
    private static final MethodHandle ACTIONS_CLOSE =
        Kernel.function(
            "posix_spawn_file_actions_addclosefrom_np",
            FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT));
  }

  private Spawner() {}

  /**
   * Starts the program in {@code executable}, with an empty environment and one extra descriptor.
   *
   * @param executable for example a {@link dev.jug.linux.io.MemoryFile#sealed sealed memory file}
   * @param arguments argv, the name first
   * @param descriptor becomes descriptor 3 of the program; ours stays open
   * @return the process id of the child, which the caller must {@link Pidfd#reap() reap}
   * @throws SysException if it could not be started
   */
  public static int spawn(Fd executable, List<String> arguments, Fd descriptor) {
    return spawn(
        "/proc/self/fd/" + executable.number(),
        arguments,
        List.of(),
        Map.of(CHILD_DESCRIPTOR, descriptor),
        false);
  }

  /**
   * Takes the exit status of a child that is about to end, where there is no {@link Pidfd} to do
   * that by.
   *
   * @param pid as {@link #spawn} gave it
   */
  public static void reap(int pid) {
    Kernel.check(Kernel.raw(Call.WAIT4, pid, 0, 0, 0), Call.WAIT4, pid);
  }

  /**
   * Starts the program at a path, with these standard files and no other. The JVM's own sockets are
   * not close-on-exec, so what is open is closed by number.
   *
   * @param arguments argv, the name first
   * @param environment {@code NAME=value}
   * @return the process id of the child, which the caller must reap
   */
  static int spawn(
      String program,
      List<String> arguments,
      List<String> environment,
      Fd input,
      Fd output,
      Fd errors) {
    return spawn(program, arguments, environment, Map.of(0, input, 1, output, 2, errors), true);
  }

  private static int spawn(
      String program,
      List<String> arguments,
      List<String> environment,
      Map<Integer, Fd> descriptors,
      boolean onlyThose) {
    try (var arena = Arena.ofConfined()) {
      var pid = arena.allocate(JAVA_INT);
      var path = arena.allocateFrom(program);
      var actions = arena.allocate(ACTIONS_BYTES, 16);
      int error;
      check((int) ACTIONS_INIT.invokeExact(actions), "posix_spawn_file_actions_init");
      try {
        for (var entry : descriptors.entrySet()) {
          int number = entry.getValue().number();
          int wanted = entry.getKey();
          check(
              (int) ACTIONS_DUP.invokeExact(actions, number, wanted),
              "posix_spawn_file_actions_adddup2");
        }
        if (onlyThose) {
          check(
              (int) CloseFrom.ACTIONS_CLOSE.invokeExact(actions, descriptors.size()),
              "posix_spawn_file_actions_addclosefrom_np");
        }
        error =
            (int)
                SPAWN.invokeExact(
                    pid,
                    path,
                    actions,
                    attributes(arena),
                    strings(arena, arguments),
                    strings(arena, environment));
      } finally {
        check((int) ACTIONS_DESTROY.invokeExact(actions), "posix_spawn_file_actions_destroy");
      }
      check(error, "posix_spawn", arguments.getFirst());
      return pid.get(JAVA_INT, 0);
    } catch (SysException e) {
      throw e;
    } catch (Throwable e) {
      throw new AssertionError("the C library cannot throw", e);
    }
  }

  /**
   * The child starts with every signal at its default and none blocked, whatever the JVM does with
   * its own.
   */
  private static MemorySegment attributes(Arena arena) throws Throwable {
    var attributes = arena.allocate(ATTRIBUTES_BYTES, 16);
    check((int) ATTR_INIT.invokeExact(attributes), "posix_spawnattr_init");
    var none = arena.allocate(SIGNAL_SET_BYTES, 8);
    var all = arena.allocate(SIGNAL_SET_BYTES, 8).fill((byte) 0xff);
    check((int) ATTR_DEFAULT.invokeExact(attributes, all), "posix_spawnattr_setsigdefault");
    check((int) ATTR_MASK.invokeExact(attributes, none), "posix_spawnattr_setsigmask");
    check(
        (int) ATTR_FLAGS.invokeExact(attributes, (short) SET_DEFAULT_AND_MASK),
        "posix_spawnattr_setflags");
    return attributes;
  }

  private static MemorySegment strings(Arena arena, List<String> strings) {
    var array = arena.allocate(ADDRESS, strings.size() + 1L);
    for (int i = 0; i < strings.size(); i++) {
      array.setAtIndex(ADDRESS, i, arena.allocateFrom(strings.get(i)));
    }
    return array;
  }

  private static void check(int error, String function, Object... shown) {
    if (error != 0) {
      throw new SysException(function, Errno.of(error), shown);
    }
  }
}
