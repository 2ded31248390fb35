package dev.jug.linux.ns;

import dev.jug.linux.Call;
import dev.jug.linux.Fd;
import dev.jug.linux.ffi.Kernel;
import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.util.function.Supplier;

/** Network namespaces, held by descriptors (network_namespaces(7)). */
public final class NetworkNamespace {
  private static final int AF_INET = 2;
  private static final int DATAGRAM_CLOEXEC = 2 | 0x80000;
  private static final int SIOCSIFFLAGS = 0x8914;

  /** struct ifreq: a name, and here flags. */
  private static final int REQUEST_BYTES = 40;

  private static final int FLAGS_AT = 16;
  private static final short UP = 1;

  private NetworkNamespace() {}

  /**
   * Makes a namespace with nothing in it but {@code lo}, which is up. It lasts as long as its
   * descriptor, what is mounted from it, and the processes in it.
   *
   * @throws dev.jug.linux.SysException with EPERM without CAP_SYS_ADMIN, ENOSPC if there are too
   *     many (namespaces(7))
   */
  public static Fd make() {
    return NamespaceThread.inNew(
        NamespaceKind.NETWORK,
        () -> {
          bringLoopbackUp();
          return own();
        });
  }

  private static void bringLoopbackUp() {
    long made = Kernel.raw(Call.SOCKET, AF_INET, DATAGRAM_CLOEXEC, 0);
    try (var socket = new Fd((int) Kernel.check(made, Call.SOCKET, "AF_INET"));
        var arena = Arena.ofConfined()) {
      var request = arena.allocate(REQUEST_BYTES, Long.BYTES);
      request.setString(0, "lo");
      request.set(ValueLayout.JAVA_SHORT, FLAGS_AT, UP);
      long result = Kernel.raw(Call.IOCTL, socket.number(), SIOCSIFFLAGS, request.address());
      Kernel.check(result, Call.IOCTL, "SIOCSIFFLAGS", "lo");
    }
  }

  /** The namespace that this thread is in. */
  public static Fd own() {
    return NamespaceKind.NETWORK.openOwn();
  }

  /**
   * The namespace that a process is in.
   *
   * @throws dev.jug.linux.SysException with ENOENT if the process is gone
   */
  public static Fd of(int pid) {
    return NamespaceKind.NETWORK.open(pid);
  }

  /** Does something in a namespace, and waits for it. What it opens there stays of there. */
  public static <T> T call(Fd namespace, Supplier<T> action) {
    return NamespaceThread.call(namespace, NamespaceKind.NETWORK, action);
  }
}
