package dev.jug.network;

import dev.jug.linux.Fd;
import dev.jug.linux.net.NetworkDevice;
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

  /** One that somebody else has made, whose loopback is down; closed if it cannot be changed. */
  static BlankStack taken(Fd namespace) {
    var blank = of(namespace);
    try {
      NetworkDevice.named(blank.socket, "lo").up();
      return blank;
    } catch (RuntimeException e) {
      blank.discard();
      throw e;
    }
  }

  private static BlankStack of(Fd namespace) {
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
