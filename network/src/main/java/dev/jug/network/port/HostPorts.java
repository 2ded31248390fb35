package dev.jug.network.port;

import dev.jug.linux.Errno;
import dev.jug.linux.SysException;
import dev.jug.linux.net.PortSocket;
import dev.jug.network.address.Addresses;
import dev.jug.network.error.NetworkException;
import dev.jug.network.error.NetworkException.Kind;
import java.net.InetAddress;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
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
    private final Optional<PortSocket> socket;

    private Held(Taken place, Optional<PortSocket> socket) {
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
      socket.ifPresent(PortSocket::close);
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
      return new Held(place, bind(place));
    } catch (SysException e) {
      release(place);
      throw refused(place, e);
    }
  }

  /** In the words that Docker's clients know. */
  private static NetworkException refused(Taken place, SysException why) {
    boolean used = why.errno() == Errno.EADDRINUSE;
    return new NetworkException(
        Kind.FAILED,
        "Bind for "
            + shown(place)
            + " failed: "
            + why.errno().description().toLowerCase(Locale.ROOT),
        used
            ? "ss -lnp shows which program has it; choose another port."
            : "ip address shows the addresses of this machine.",
        why);
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

  /** Empty if this kernel has no such protocol: then no other program can take the port. */
  private static Optional<PortSocket> bind(Taken place) {
    try {
      return Optional.of(PortSocket.bind(place.address, place.protocol.number(), place.port));
    } catch (SysException e) {
      if (e.errno() == Errno.EPROTONOSUPPORT) {
        return Optional.empty();
      }
      throw e;
    }
  }
}
