package dev.jug.network.port;

import dev.jug.network.NetworkException;
import dev.jug.network.NetworkException.Kind;
import dev.jug.network.address.Addresses;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.channels.Channel;
import java.nio.channels.DatagramChannel;
import java.nio.channels.NetworkChannel;
import java.nio.channels.SocketChannel;
import java.util.HashSet;
import java.util.Set;

/**
 * The ports of the host that lead into containers. Each is held by a socket that is bound and never
 * listens: the kernel's rules take the packets before it, and no other program of the host can have
 * the port. Thread-safe.
 */
public final class HostPorts {
  private static final int ANY = 0;

  /** What Linux gives out itself by default (ip(7), ip_local_port_range). */
  private static final int FIRST_RANDOM = 32_768;

  private static final int LAST_RANDOM = 60_999;

  private final Set<Taken> taken = new HashSet<>();

  private record Taken(InetAddress address, Protocol protocol, int port) {}

  /** A port that is held. */
  public final class Held implements AutoCloseable {
    private final Taken place;
    private final Channel socket;

    private Held(Taken place, Channel socket) {
      this.place = place;
      this.socket = socket;
    }

    /** Its number. */
    public int port() {
      return place.port;
    }

    @Override
    public void close() {
      release(place);
      closeQuietly(socket);
    }
  }

  /**
   * Takes the first free port of a range.
   *
   * @param first 0 for any port
   * @throws NetworkException if none is free
   */
  public Held hold(InetAddress address, Protocol protocol, int first, int last) {
    NetworkException why = null;
    int from = first == ANY ? randomStart() : first;
    int to = first == ANY ? LAST_RANDOM : last;
    for (int port = from; port <= to; port++) {
      try {
        return hold(address, protocol, port);
      } catch (NetworkException e) {
        why = e;
      }
    }
    throw why == null
        ? new NetworkException(Kind.INVALID, "invalid hostPort: " + first + "-" + last, "")
        : why;
  }

  /** Behind the highest of ours, so that a port is not soon another container's. */
  private synchronized int randomStart() {
    return taken.stream()
            .mapToInt(Taken::port)
            .filter(port -> port >= FIRST_RANDOM && port < LAST_RANDOM)
            .max()
            .orElse(FIRST_RANDOM - 1)
        + 1;
  }

  private Held hold(InetAddress address, Protocol protocol, int port) {
    var place = new Taken(address, protocol, port);
    reserve(place);
    try {
      return new Held(place, isHeldForBoth(place) ? unbound(place) : bind(place));
    } catch (BindException e) {
      release(place);
      throw refused(place, "address already in use (" + e.getMessage() + ")");
    } catch (IOException e) {
      release(place);
      throw refused(place, String.valueOf(e.getMessage()));
    }
  }

  private static NetworkException refused(Taken place, String why) {
    return new NetworkException(
        Kind.FAILED,
        "Bind for " + shown(place) + " failed: " + why,
        "ss -lnp shows which program has it; choose another port.");
  }

  private synchronized void reserve(Taken place) {
    boolean clash =
        taken.stream()
            .anyMatch(other ->
                other.port == place.port
                    && other.protocol == place.protocol
                    && meet(other.address, place.address));
    if (clash) {
      throw new NetworkException(
          Kind.FAILED,
          "Bind for " + shown(place) + " failed: port is already allocated",
          "Another container publishes it (jug ps shows ports); choose another port.");
    }
    taken.add(place);
  }

  /** Sockets of IPv6 are for both families here, and meet those of IPv4 that are ours. */
  private synchronized boolean isHeldForBoth(Taken place) {
    return !Addresses.isIpv4(place.address)
        && taken.stream()
            .anyMatch(other ->
                Addresses.isIpv4(other.address)
                    && other.port == place.port
                    && other.protocol == place.protocol);
  }

  private synchronized void release(Taken place) {
    taken.remove(place);
  }

  private static boolean meet(InetAddress one, InetAddress other) {
    return Addresses.isIpv4(one) == Addresses.isIpv4(other)
        && (one.equals(other) || one.isAnyLocalAddress() || other.isAnyLocalAddress());
  }

  private static String shown(Taken place) {
    var address = Addresses.text(place.address);
    return (Addresses.isIpv4(place.address) ? address : "[" + address + "]") + ":" + place.port;
  }

  private static Channel bind(Taken place) throws IOException {
    var family =
        Addresses.isIpv4(place.address)
            ? StandardProtocolFamily.INET
            : StandardProtocolFamily.INET6;
    var where = new InetSocketAddress(place.address, place.port);
    return switch (place.protocol) {
      case TCP -> bound(SocketChannel.open(family), where);
      case UDP -> bound(DatagramChannel.open(family), where);
      // The JDK at hand has no such sockets; the table above keeps containers apart.
      case SCTP -> unbound(place);
    };
  }

  private static Channel unbound(Taken place) throws IOException {
    return place.protocol == Protocol.UDP ? DatagramChannel.open() : SocketChannel.open();
  }

  private static Channel bound(NetworkChannel channel, InetSocketAddress where) throws IOException {
    try {
      channel.bind(where);
      return channel;
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  private static void closeQuietly(Channel socket) {
    try {
      socket.close();
    } catch (IOException _) {
      // It is closed all the same.
    }
  }
}
