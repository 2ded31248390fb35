package dev.jug.network;

import dev.jug.linux.Fd;
import dev.jug.linux.net.RouteSocket;
import dev.jug.linux.ns.NetworkNamespace;

/**
 * A network namespace in which nothing is but the loopback, and a way to change it.
 *
 * @param namespace the namespace; its owner closes it
 * @param socket in the namespace
 */
record BlankStack(Fd namespace, RouteSocket socket) {

  static BlankStack make() {
    return of(NetworkNamespace.make());
  }

  /** One that somebody else has made; closed if nothing can be done with it. */
  static BlankStack of(Fd namespace) {
    try {
      var socket =
          NetworkNamespace.call(
              namespace,
              () -> {
                SandboxStack.withoutIpv6("default");
                return RouteSocket.open();
              });
      return new BlankStack(namespace, socket);
    } catch (RuntimeException e) {
      namespace.close();
      throw e;
    }
  }

  /** Nobody wants it. */
  void discard() {
    socket.close();
    namespace.close();
  }
}
