package dev.jug.network.policy;

import dev.jug.network.error.NetworkException;
import dev.jug.network.error.NetworkException.Kind;
import dev.jug.network.port.PortRange;
import dev.jug.network.port.Protocol;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Lets some containers of a network reach others.
 *
 * @param id 64 hexadecimal digits
 * @param name unique on its network
 * @param network the network's id
 * @param created when it was made
 * @param from who may; one of these is enough
 * @param to who may be reached; one of these is enough
 * @param ports at which, as people write them; none for all
 */
public record Policy(
    String id,
    String name,
    String network,
    Instant created,
    List<Selector> from,
    List<Selector> to,
    List<String> ports) {
  /** The network's option that says that nobody reaches anybody: {@code deny}. */
  public static final String OPTION = "dev.jug.policy";

  /** What {@link #OPTION} says. */
  public static final String DENY = "deny";

  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9_.-]{0,127}");

  public Policy {
    from = List.copyOf(Objects.requireNonNullElse(from, List.of()));
    to = List.copyOf(Objects.requireNonNullElse(to, List.of()));
    ports = List.copyOf(Objects.requireNonNullElse(ports, List.of()));
    if (!NAME.matcher(name).matches()) {
      throw new NetworkException(
          Kind.INVALID,
          "invalid policy name: \"" + name + "\"",
          "Names have letters, digits, '_', '.' and '-', and begin with a letter or digit.");
    }
    ports.forEach(PortRange::parse);
  }

  /** The ports as ranges. */
  public List<PortRange> ranges() {
    return ports.stream().flatMap(text -> PortRange.parse(text).stream()).toList();
  }

  /** Whether it lets a container with these labels reach one with those. */
  public boolean joins(Map<String, String> sender, Map<String, String> receiver) {
    return isFrom(sender) && isTo(receiver);
  }

  /** Whether a container with these labels is one of those who may. */
  public boolean isFrom(Map<String, String> labels) {
    return from.stream().anyMatch(selector -> selector.matches(labels));
  }

  /** Whether a container with these labels may be reached. */
  public boolean isTo(Map<String, String> labels) {
    return to.stream().anyMatch(selector -> selector.matches(labels));
  }

  /** Whether it is about a port. */
  public boolean covers(Protocol protocol, int port) {
    return ports.isEmpty() || ranges().stream().anyMatch(range -> range.contains(protocol, port));
  }
}
