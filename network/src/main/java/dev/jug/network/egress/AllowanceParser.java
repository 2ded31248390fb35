package dev.jug.network.egress;

import dev.jug.linux.net.Prefix;
import dev.jug.network.error.NetworkException;
import dev.jug.network.error.NetworkException.Kind;
import dev.jug.network.port.PortRange;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Reads what people write of a thing that a container may reach. */
final class AllowanceParser {
  private static final Pattern NAME =
      Pattern.compile("(\\*\\.)?[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?(\\.[a-z0-9_-]+)*\\.?");
  private static final Pattern NUMBERS = Pattern.compile("[0-9.]+(/[0-9]+)?");
  private static final Pattern ADDRESS =
      Pattern.compile("([0-9]{1,3}\\.){3}[0-9]{1,3}(/[0-9]{1,2})?");
  private static final int BITS_4 = 32;
  private static final int BITS_6 = 128;

  private final String text;

  private AllowanceParser(String text) {
    this.text = text;
  }

  static Allowance parse(String text) {
    return new AllowanceParser(text.toLowerCase(Locale.ROOT)).parse();
  }

  private Allowance parse() {
    for (var area : Area.values()) {
      if (area.word().equals(text)) {
        return new Allowance.Anywhere(area);
      }
    }
    if (text.startsWith("[")) {
      int end = text.indexOf(']');
      if (end > 0) {
        return block(text.substring(1, end), text.substring(end + 1), BITS_6);
      }
      throw invalid();
    }
    if (text.indexOf(':') != text.lastIndexOf(':')) {
      return block(text, "", BITS_6);
    }
    int colon = text.indexOf(':');
    var what = colon < 0 ? text : text.substring(0, colon);
    var rest = colon < 0 ? "" : text.substring(colon);
    if (!NUMBERS.matcher(what).matches()) {
      return named(what, rest);
    }
    if (!ADDRESS.matcher(what).matches()) {
      throw invalid();
    }
    return block(what, rest, BITS_4);
  }

  private Allowance block(String address, String rest, int bits) {
    try {
      var prefix = Prefix.parse(address.contains("/") ? address : address + "/" + bits);
      return new Allowance.Block(prefix, ports(rest));
    } catch (IllegalArgumentException _) {
      throw invalid();
    }
  }

  private Allowance named(String name, String rest) {
    if (!NAME.matcher(name).matches()) {
      throw invalid();
    }
    var ports = ports(rest);
    if (ports.stream().anyMatch(range -> range.first() != range.last())) {
      throw new NetworkException(
          Kind.INVALID,
          "invalid egress: '" + text + "': a name has single ports",
          "Say it for each port, or name addresses: 10.0.0.0/8:8000-8010.");
    }
    return new Allowance.Named(
        name.endsWith(".") ? name.substring(0, name.length() - 1) : name, ports);
  }

  private List<PortRange> ports(String rest) {
    if (rest.isEmpty()) {
      return List.of();
    }
    if (!rest.startsWith(":")) {
      throw invalid();
    }
    return PortRange.parse(rest.substring(1));
  }

  private NetworkException invalid() {
    return new NetworkException(
        Kind.INVALID,
        "invalid egress: '" + text + "'",
        "Write none, lan, internet, all, or what may be reached: 10.0.0.0/8, 10.1.2.3:443,"
            + " [fd00::/8]:53/udp, example.org:443, *.example.org.");
  }
}
