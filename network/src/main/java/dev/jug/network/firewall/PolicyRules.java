package dev.jug.network.firewall;

import dev.jug.network.port.PortRange;
import java.net.InetAddress;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * Neighbours that may reach closed endpoints.
 *
 * @param id 64 hexadecimal digits
 * @param ports at which; none for all
 * @param from addresses of those who may
 * @param to addresses of those who may be reached
 */
public record PolicyRules(
    String id, List<PortRange> ports, Set<InetAddress> from, Set<InetAddress> to) {
  public PolicyRules {
    ports = List.copyOf(ports);
    from = Set.copyOf(from);
    to = Set.copyOf(to);
  }

  /** Whether only addresses are others. */
  boolean isLike(PolicyRules other) {
    return id.equals(other.id) && ports.equals(other.ports);
  }

  static boolean areLike(Collection<PolicyRules> some, Collection<PolicyRules> others) {
    return some.size() == others.size()
        && some.stream().allMatch(one -> others.stream().anyMatch(one::isLike));
  }
}
