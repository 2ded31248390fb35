package dev.jug.network.dns;

import dev.jug.network.address.Addresses;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The hosts(5) of a container.
 *
 * @param ipv6 whether names of IPv6 are in it
 * @param extra what the user adds
 * @param own the container's addresses with its host name and aliases
 */
public record HostsFile(boolean ipv6, List<Entry> extra, List<Entry> own) {
  private static final List<String> LOOPBACK = List.of("127.0.0.1\tlocalhost");
  private static final List<String> LOOPBACK_6 =
      List.of(
          "::1\tlocalhost ip6-localhost ip6-loopback",
          "fe00::\tip6-localnet",
          "ff00::\tip6-mcastprefix",
          "ff02::1\tip6-allnodes",
          "ff02::2\tip6-allrouters");

  public HostsFile {
    extra = List.copyOf(extra);
    own = List.copyOf(own);
  }

  /** An address and what it is called. */
  public record Entry(InetAddress address, List<String> names) {
    public Entry {
      names = List.copyOf(names);
      if (names.isEmpty() || names.stream().anyMatch(Entry::isNoName)) {
        throw new IllegalArgumentException(names + " are no host names");
      }
    }

    /** With such characters a name would be two, or a comment, or a line of its own. */
    private static boolean isNoName(String name) {
      return name.isEmpty() || name.chars().anyMatch(c -> c <= ' ' || c == '#');
    }

    /**
     * As {@code --add-host} has it: {@code name:address} or {@code name=address}, an IPv6 address
     * with or without brackets.
     *
     * @throws IllegalArgumentException if it is not that
     */
    public static Entry parse(String text) {
      int equals = text.indexOf('=');
      int cut = equals >= 0 ? equals : text.indexOf(':');
      if (cut < 1) {
        throw new IllegalArgumentException("bad format for add-host: \"" + text + "\"");
      }
      return new Entry(address(text.substring(cut + 1)), List.of(text.substring(0, cut)));
    }

    private static InetAddress address(String text) {
      boolean brackets = text.startsWith("[") && text.endsWith("]");
      var literal = brackets ? text.substring(1, text.length() - 1) : text;
      try {
        return InetAddress.ofLiteral(literal);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("invalid IP address in add-host: \"" + text + "\"", e);
      }
    }

    private String line() {
      return Addresses.text(address) + "\t" + String.join(" ", names);
    }
  }

  /** The text of the file. */
  public String text() {
    return Stream.of(
            LOOPBACK.stream(),
            ipv6 ? LOOPBACK_6.stream() : Stream.<String>of(),
            extra.stream().map(Entry::line),
            own.stream().map(Entry::line))
        .flatMap(lines -> lines)
        .map(line -> line + "\n")
        .collect(Collectors.joining());
  }
}
