package dev.jug.engine.pod;

import dev.jug.linux.ns.NetworkNamespace;
import dev.jug.linux.ns.PinnedNamespace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.net.StandardProtocolFamily;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Connections of the engine's to the programs of one pod sandbox. Each holds the sandbox's network
 * namespace as long as it is open (network_namespaces(7)). Thread-safe.
 */
final class PodConnections {
  private static final System.Logger LOG = System.getLogger(PodConnections.class.getName());

  private final Set<SocketChannel> open = ConcurrentHashMap.newKeySet();

  /**
   * Connects as a program in the namespace does to {@code localhost}: IPv4 first, as a program may
   * listen at one of the two only.
   *
   * @param namespace where the network namespace is mounted; empty for the engine's own
   * @throws IOException if nobody listens there
   */
  SocketChannel connect(Optional<Path> namespace, int port) throws IOException {
    open.removeIf(channel -> !channel.isOpen());
    try {
      return connect(namespace, StandardProtocolFamily.INET, "127.0.0.1", port);
    } catch (IOException e) {
      return connectAgain(namespace, port, e);
    }
  }

  private SocketChannel connectAgain(Optional<Path> namespace, int port, IOException first)
      throws IOException {
    try {
      return connect(namespace, StandardProtocolFamily.INET6, "::1", port);
    } catch (IOException | UnsupportedOperationException e) {
      first.addSuppressed(e);
      throw new IOException(
          "failed to connect to localhost:" + port + " inside the pod: " + first.getMessage(),
          first);
    }
  }

  private SocketChannel connect(
      Optional<Path> namespace, ProtocolFamily family, String address, int port)
      throws IOException {
    var channel = made(namespace, family);
    open.add(channel);
    try {
      channel.connect(new InetSocketAddress(InetAddress.ofLiteral(address), port));
      return channel;
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  /** A socket belongs to the namespace of the thread that makes it, wherever it is used. */
  private static SocketChannel made(Optional<Path> namespace, ProtocolFamily family)
      throws IOException {
    if (namespace.isEmpty()) {
      return SocketChannel.open(family);
    }
    try (var inside = PinnedNamespace.open(namespace.get())) {
      return NetworkNamespace.call(inside, () -> made(family));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static SocketChannel made(ProtocolFamily family) {
    try {
      return SocketChannel.open(family);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends those there are. */
  void end() {
    for (var channel : open) {
      try {
        channel.close();
      } catch (IOException e) {
        LOG.log(System.Logger.Level.DEBUG, "a connection to a pod: {0}", e.getMessage());
      }
    }
    open.clear();
  }
}
