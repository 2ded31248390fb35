package dev.jug.image.registry.config;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Servers whose identity nobody proves: TLS is not verified, and plain HTTP will do. As with
 * Docker, addresses of this machine ({@code 127.0.0.0/8}, {@code ::1}, {@code localhost}) are
 * always among them. Other than Docker, a name is never looked up to see whether its address is in
 * a range: whoever answers for the name could choose that. Immutable.
 */
public final class InsecureHosts {
  /** Nothing but this machine. */
  public static final InsecureHosts LOOPBACK = new InsecureHosts(List.of());

  private static final String PLAIN = "http://";

  private final List<String> entries;
  private final Set<String> names = new HashSet<>();
  private final Set<String> plain = new HashSet<>();
  private final List<AddressRange> ranges = new ArrayList<>();

  /**
   * Those listed, besides this machine.
   *
   * @param entries {@code host[:port]}, where TLS is tried first; {@code http://host[:port]}, where
   *     it is not; or a range of addresses, such as {@code 10.0.0.0/8}
   * @throws dev.jug.image.error.ImageException if an entry is none of these
   */
  public InsecureHosts(List<String> entries) {
    this.entries = List.copyOf(entries);
    Stream.concat(Stream.of("127.0.0.0/8", "::1/128"), entries.stream()).forEach(this::add);
  }

  /** Those and more. */
  InsecureHosts and(List<String> more) {
    return new InsecureHosts(Stream.concat(entries.stream(), more.stream()).toList());
  }

  private void add(String entry) {
    var range = AddressRange.parse(entry);
    if (range.isPresent() && entry.contains("/")) {
      ranges.add(range.get());
    } else if (entry.toLowerCase(Locale.ROOT).startsWith(PLAIN)) {
      plain.add(HostPort.parse(entry.substring(PLAIN.length())).toString());
    } else {
      names.add(HostPort.parse(entry).toString());
    }
  }

  /** Whether the server is one of them. */
  public boolean contains(HostPort server) {
    return isPlain(server)
        || names.contains(server.toString())
        || server.address().filter(this::inRange).isPresent();
  }

  /** Whether TLS need not even be tried. */
  public boolean isPlain(HostPort server) {
    return plain.contains(server.toString());
  }

  /** Whether it is this machine, so that nobody listens on the way. */
  public static boolean isHere(HostPort server) {
    return server.address().filter(InetAddress::isLoopbackAddress).isPresent();
  }

  private boolean inRange(InetAddress address) {
    return ranges.stream().anyMatch(range -> range.contains(address));
  }
}
