package dev.jug.network.egress;

import dev.jug.linux.net.Prefix;
import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** A part of all addresses that has a name. */
public enum Area {
  /** Private addresses (RFC 1918, RFC 4193), which those of containers and their hosts are too. */
  LAN,
  /** Addresses that everybody can have: all that have no special purpose (RFC 6890). */
  INTERNET;

  /** Private addresses. */
  public static final List<Prefix> PRIVATE =
      prefixes("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7");

  /** Addresses with a purpose of their own, those of groups too. */
  public static final List<Prefix> SPECIAL =
      Stream.concat(
              PRIVATE.stream(),
              prefixes(
                  "0.0.0.0/8",
                  "100.64.0.0/10",
                  "127.0.0.0/8",
                  "169.254.0.0/16",
                  "192.0.0.0/24",
                  "192.0.2.0/24",
                  "198.18.0.0/15",
                  "198.51.100.0/24",
                  "203.0.113.0/24",
                  "224.0.0.0/3",
                  "::/8",
                  "100::/64",
                  "2001:db8::/32",
                  "fe80::/10",
                  "ff00::/8")
                  .stream())
          .toList();

  private static List<Prefix> prefixes(String... texts) {
    return Stream.of(texts).map(Prefix::parse).toList();
  }

  /** Whether an address is of it. */
  public boolean contains(InetAddress address) {
    return switch (this) {
      case LAN -> PRIVATE.stream().anyMatch(prefix -> prefix.contains(address));
      case INTERNET -> SPECIAL.stream().noneMatch(prefix -> prefix.contains(address));
    };
  }

  /** As people write it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
