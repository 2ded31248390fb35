package dev.jug.linux.ns;

import dev.jug.linux.Call;
import dev.jug.linux.Errno;
import dev.jug.linux.Fd;
import dev.jug.linux.SysException;
import dev.jug.linux.ffi.Kernel;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/**
 * Does something in another namespace. Namespaces belong to threads: a thread of its own goes
 * there, comes back, and ends.
 */
public final class NamespaceThread {
  private NamespaceThread() {}

  /**
   * Waits for what is done there. It must start no thread, nor wake one: a new thread would stay
   * there, and keep the namespace alive.
   *
   * @param kind not {@link NamespaceKind#USER}, {@link NamespaceKind#MOUNT} or {@link
   *     NamespaceKind#TIME}, which a thread of a process with several cannot join (setns(2))
   * @throws dev.jug.linux.SysException if the namespace cannot be joined
   */
  public static <T> T call(Fd namespace, NamespaceKind kind, Supplier<T> action) {
    return alone(kind, () -> away(kind, () -> join(namespace, kind), action));
  }

  /**
   * Makes a namespace, does something in it, and waits for that. It must start no thread, nor wake
   * one.
   *
   * @throws dev.jug.linux.SysException with EPERM without CAP_SYS_ADMIN, ENOSPC if there are too
   *     many (namespaces(7))
   */
  static <T> T inNew(NamespaceKind kind, Supplier<T> action) {
    return alone(kind, () -> away(kind, () -> unshare(kind), action));
  }

  private static void unshare(NamespaceKind kind) {
    long result = Kernel.raw(Call.UNSHARE, kind.cloneFlag());
    Kernel.check(result, Call.UNSHARE, kind.flagName());
  }

  private static <T> T alone(NamespaceKind kind, Supplier<T> action) {
    var result = new CompletableFuture<T>();
    try {
      Thread.ofPlatform()
          .name("jug-" + kind.procName())
          .daemon()
          .start(() -> result.completeAsync(action, Runnable::run));
    } catch (OutOfMemoryError e) {
      // What the JVM says where there may be no more threads (pthread_create(3)).
      throw new SysException(Call.CLONE.toString(), Errno.EAGAIN, "a thread");
    }
    try {
      return result.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }

  /**
   * The thread is back before anybody hears of the result: to wake a virtual thread may start a
   * thread that carries it, and a new thread is born where its creator is.
   */
  private static <T> T away(NamespaceKind kind, Runnable way, Supplier<T> action) {
    try (var home = kind.openOwn()) {
      way.run();
      try {
        return action.get();
      } finally {
        join(home, kind);
      }
    }
  }

  private static void join(Fd namespace, NamespaceKind kind) {
    long joined = Kernel.raw(Call.SETNS, namespace.number(), kind.cloneFlag());
    Kernel.check(joined, Call.SETNS, kind.flagName());
  }
}
