package dev.jug.linux.ns;

import dev.jug.linux.Call;
import dev.jug.linux.Fd;
import dev.jug.linux.SysException;
import dev.jug.linux.ffi.Kernel;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Namespaces that a file holds rather than a process: the namespace is mounted over it, and lasts
 * until it is unmounted and nobody is in it any more (namespaces(7), "Namespace lifetime").
 */
public final class PinnedNamespace {
  private static final long MS_BIND = 1 << 12;

  private PinnedNamespace() {}

  /**
   * Makes a namespace and mounts it.
   *
   * @param kind {@link NamespaceKind#IPC}, {@link NamespaceKind#UTS} or {@link
   *     NamespaceKind#NETWORK}
   * @param file is made; must not be there
   * @param inside done in the new namespace before anybody else gets there; must start no thread
   * @throws IOException if the file cannot be made
   * @throws SysException with EPERM without CAP_SYS_ADMIN, ENOSPC if there are too many
   *     (namespaces(7))
   */
  public static void make(NamespaceKind kind, Path file, Runnable inside) throws IOException {
    Files.createFile(file);
    NamespaceThread.inNew(
        kind,
        () -> {
          inside.run();
          bind("/proc/thread-self/ns/" + kind.procName(), file);
          return kind;
        });
  }

  /**
   * Mounts a namespace that is there.
   *
   * @param namespace a file that stands for it, such as one of /proc/PID/ns
   * @param file is made; must not be there
   * @throws IOException if the file cannot be made
   */
  public static void pin(Path namespace, Path file) throws IOException {
    Files.createFile(file);
    bind(namespace.toString(), file);
  }

  private static void bind(String namespace, Path file) {
    try (var arena = Arena.ofConfined()) {
      long from = Kernel.path(arena, namespace).address();
      long to = Kernel.path(arena, file.toString()).address();
      Kernel.check(Kernel.raw(Call.MOUNT, from, to, 0, MS_BIND, 0), Call.MOUNT, namespace, file);
    }
  }

  /**
   * Opens one, to do something in it.
   *
   * @throws SysException with ENOENT if there is no such file
   */
  public static Fd open(Path file) {
    return NamespaceKind.open(file.toString());
  }
}
