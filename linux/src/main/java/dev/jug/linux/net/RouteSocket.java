package dev.jug.linux.net;

import dev.jug.linux.Fd;
import dev.jug.linux.netlink.NetlinkMessage;
import dev.jug.linux.netlink.NetlinkSocket;
import dev.jug.linux.netlink.Protocol;
import dev.jug.linux.netlink.Request;
import dev.jug.linux.ns.NamespaceKind;
import dev.jug.linux.ns.NamespaceThread;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A conversation with the kernel about one network namespace (rtnetlink(7)): that in which the
 * socket was made. For one thread.
 */
public final class RouteSocket implements AutoCloseable {
  private final NetlinkSocket socket;
  private @Nullable List<Request> together;

  private RouteSocket(NetlinkSocket socket) {
    this.socket = socket;
  }

  /** For the network namespace that we are in. */
  public static RouteSocket open() {
    return new RouteSocket(NetlinkSocket.open(Protocol.NETLINK_ROUTE));
  }

  /** For another network namespace. */
  public static RouteSocket in(Fd namespace) {
    return NamespaceThread.call(namespace, NamespaceKind.NETWORK, RouteSocket::open);
  }

  /**
   * Sends changes together, which takes one way to the kernel instead of one for each. Not a
   * transaction: each change is made, or refused, by itself. What creates or reads is not put off,
   * and so comes before all changes.
   *
   * @param changes calls what changes devices, addresses, routes and neighbours through this socket
   * @throws dev.jug.linux.SysException with the kernel's reason to refuse the first that it refused
   */
  public void together(Runnable changes) {
    if (together != null) {
      changes.run();
      return;
    }
    var requests = new ArrayList<Request>();
    together = requests;
    try {
      changes.run();
    } finally {
      together = null;
    }
    if (!requests.isEmpty()) {
      socket.ask(requests);
    }
  }

  /** Asks for something, and waits until the kernel has said all it has to say. */
  List<NetlinkMessage> ask(Request... questions) {
    return socket.ask(List.of(questions));
  }

  /** Wants something changed: now, or with others (see {@link #together}). */
  void change(Request change) {
    if (together == null) {
      socket.ask(change);
    } else {
      together.add(change);
    }
  }

  @Override
  public void close() {
    socket.close();
  }
}
