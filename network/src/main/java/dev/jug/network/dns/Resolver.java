package dev.jug.network.dns;

import dev.jug.linux.Fd;
import dev.jug.linux.ns.NamespaceKind;
import dev.jug.linux.ns.NamespaceThread;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.channels.Channel;
import java.nio.channels.DatagramChannel;
import java.nio.channels.ServerSocketChannel;

/**
 * The DNS server of one sandbox: listens inside its network namespace, over UDP and TCP, answers
 * from its zone, and asks others for the rest. It takes two virtual threads and no platform thread.
 */
public final class Resolver implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Resolver.class.getName());
  private static final int BACKLOG = 128;

  /** How often a port is looked for that is free for both. */
  private static final int ATTEMPTS = 8;

  private final Sockets sockets;
  private final StreamService streams;

  private record Sockets(DatagramChannel udp, ServerSocketChannel tcp) implements AutoCloseable {
    /** A socket belongs to the namespace of the thread that makes it (network_namespaces(7)). */
    static Sockets open() {
      try {
        var udp = DatagramChannel.open(StandardProtocolFamily.INET);
        try {
          return new Sockets(udp, ServerSocketChannel.open(StandardProtocolFamily.INET));
        } catch (IOException e) {
          udp.close();
          throw e;
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void close() {
      Resolver.close(udp);
      Resolver.close(tcp);
    }
  }

  private Resolver(Sockets sockets, Responder responder, Forwarder.Limits limits) {
    this.sockets = sockets;
    streams = new StreamService(sockets.tcp(), responder, limits.connectionsOfOne());
    Thread.ofVirtual().name("dns-udp").start(new DatagramService(sockets.udp(), responder));
    Thread.ofVirtual().name("dns-tcp").start(streams);
  }

  /**
   * Serves a sandbox from now on.
   *
   * @param networkNamespace the sandbox's; not kept, but the sockets keep the namespace alive
   * @param listen an IPv4 address of a device there that is up; port 0 for any that is free, the
   *     same for UDP and TCP if possible
   * @param forwarder the engine's
   * @param policy which names others may be asked for
   * @throws IOException if it cannot listen there
   * @throws dev.jug.linux.SysException if the namespace cannot be joined
   */
  public static Resolver open(
      Fd networkNamespace,
      InetSocketAddress listen,
      Zone zone,
      Upstreams upstreams,
      Forwarder forwarder,
      NamePolicy policy)
      throws IOException {
    for (int attempt = 1; ; attempt++) {
      var sockets = opened(networkNamespace);
      try {
        bind(sockets, listen, attempt == ATTEMPTS);
        var responder = new Responder(zone, upstreams, forwarder, policy);
        return new Resolver(sockets, responder, forwarder.limits());
      } catch (BindException e) {
        sockets.close();
        if (listen.getPort() != 0 || attempt == ATTEMPTS) {
          throw new IOException("no DNS server can listen at " + listen + ": " + e.getMessage(), e);
        }
      } catch (IOException | RuntimeException e) {
        sockets.close();
        throw e;
      }
    }
  }

  private static Sockets opened(Fd networkNamespace) throws IOException {
    try {
      return NamespaceThread.call(networkNamespace, NamespaceKind.NETWORK, Sockets::open);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static void bind(Sockets sockets, InetSocketAddress listen, boolean anyPort)
      throws IOException {
    sockets.tcp().bind(listen, BACKLOG);
    var taken = (InetSocketAddress) sockets.tcp().getLocalAddress();
    sockets.udp().bind(anyPort ? listen : taken);
  }

  /** The port that UDP goes to. */
  public int udpPort() throws IOException {
    return ((InetSocketAddress) sockets.udp().getLocalAddress()).getPort();
  }

  /** The port that TCP goes to. */
  public int tcpPort() throws IOException {
    return ((InetSocketAddress) sockets.tcp().getLocalAddress()).getPort();
  }

  /** Listens no more, and ends all connections. What others were asked for is forgotten. */
  @Override
  public void close() {
    close(sockets.udp());
    streams.close();
  }

  static void close(Channel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      LOG.log(System.Logger.Level.DEBUG, "closing a DNS socket: {0}", e.getMessage());
    }
  }
}
