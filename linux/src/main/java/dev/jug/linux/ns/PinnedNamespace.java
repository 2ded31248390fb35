package dev.jug.linux.ns;

import dev.jug.linux.Call;
import dev.jug.linux.Fd;
import dev.jug.linux.SysException;
import dev.jug.linux.ffi.Kernel;
import dev.jug.linux.mount.AttachedMount;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Namespaces that a file holds rather than a process: the namespace is mounted over it, and lasts
 * until it is unmounted and nobody is in it any more (namespaces(7), "Namespace lifetime").
 */
public final class PinnedNamespace {
  private static final List<String> BIND = List.of("bind");

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
    NamespaceThread.alone(
        kind,
        () -> {
          long result = Kernel.raw(Call.UNSHARE, kind.cloneFlag());
          Kernel.check(result, Call.UNSHARE, kind.flagName());
          inside.run();
          AttachedMount.mount("", "/proc/thread-self/ns/" + kind.procName(), file, BIND);
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
    AttachedMount.mount("", namespace.toString(), file, BIND);
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
