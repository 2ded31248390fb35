package dev.jug.network.dns;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jug.linux.Fd;
import dev.jug.linux.ns.NamespaceKind;
import java.io.IOException;

/**
 * A network namespace with nothing but its loopback device. That has an address more of each
 * family, for libc asks for none that it could not reach (getaddrinfo(3), AI_ADDRCONFIG).
 */
final class Sandbox implements AutoCloseable {
  private static final String SCRIPT =
      "ip link set lo up && ip address add 172.18.0.9/32 dev lo"
          + " && ip address add fd00::9/128 dev lo && echo && exec cat";

  private final Process holder;
  private final Fd namespace;

  Sandbox() throws IOException {
    holder = new ProcessBuilder("unshare", "-n", "sh", "-c", SCRIPT).start();
    if (holder.getInputStream().read() < 0) {
      throw new AssertionError(new String(holder.getErrorStream().readAllBytes(), UTF_8));
    }
    namespace = NamespaceKind.NETWORK.open((int) holder.pid());
  }

  Fd namespace() {
    return namespace;
  }

  /** Where it is, for nsenter(1). */
  String path() {
    return "/proc/" + holder.pid() + "/ns/net";
  }

  /** What the kernel calls it. */
  String identity() {
    return NamespaceKind.NETWORK.identity(Long.toString(holder.pid())).orElseThrow();
  }

  @Override
  public void close() {
    namespace.close();
    holder.destroy();
    holder.onExit().join();
  }
}
