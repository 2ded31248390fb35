package dev.jug.network.firewall.iptables;

import dev.jug.network.address.Addresses;
import dev.jug.network.firewall.BridgeRules;
import dev.jug.network.firewall.EndpointRules;
import dev.jug.network.firewall.RefusalWatch;
import dev.jug.network.port.PortRange;
import java.net.InetAddress;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * Makes rules of what they are to be about, for one family of addresses.
 *
 * <pre>{@code
 * raw     PREROUTING   GUARD     from a bridge to the host's loopback: drop; from a cable that is
 *                                guarded, too many or under another's address: drop
 * nat     PREROUTING   PORTS     to an address of the host, published: to the container
 *         OUTPUT       PORTS     the same for the host's own packets
 *         POSTROUTING  LEAVING   out of a bridge: as the host; to a published port of one: too
 * filter  INPUT        INPUT     what an endpoint may not reach of the host
 *         FORWARD      FORWARD   as in the table of nf_tables
 * }</pre>
 *
 * @param log the number of the engine's group of reports
 */
record FamilyRules(RuleState state, ChainNames names, boolean ipv4, int log) {
  static final String ANSWERS = "-m conntrack --ctstate RELATED,ESTABLISHED";
  static final String TRANSLATED = "-m conntrack --ctstate DNAT";
  static final String RETURN = "-j RETURN";
  static final String DROP = "-j DROP";
  static final String ACCEPT = "-j ACCEPT";

  /** All of them; none where there is no bridge with such addresses. */
  Ruleset make() {
    var to = new Ruleset.Builder(names);
    if (!state.has(ipv4)) {
      return Ruleset.NONE;
    }
    new GuardRules(this).add(to);
    new AddressRules(this).add(to);
    new ForwardRules(this).add(to);
    return to.build();
  }

  Collection<BridgeRules> bridges() {
    return state.bridges.values();
  }

  Collection<EndpointRules> endpoints() {
    return state.endpoints.values();
  }

  List<String> addresses(EndpointRules endpoint) {
    return text(endpoint.addresses());
  }

  /** Those of this family, as iptables writes them. */
  List<String> text(Collection<InetAddress> addresses) {
    return addresses.stream()
        .filter(address -> Addresses.isIpv4(address) == ipv4)
        .map(Addresses::text)
        .sorted()
        .toList();
  }

  String loopback() {
    return ipv4 ? "127.0.0.0/8" : "::1/128";
  }

  /**
   * ICMPv6's types from a router's advertisement to a redirection, by which neighbours are found.
   */
  static Set<Integer> discovery() {
    return Set.of(133, 134, 135, 136, 137);
  }

  static String ports(PortRange range) {
    var protocol = range.protocol().word();
    var ports =
        range.first() == range.last()
            ? Integer.toString(range.first())
            : range.first() + ":" + range.last();
    return "-p " + protocol + " -m " + protocol + " --dport " + ports;
  }

  /** Reports some of what comes so far, and sends all of it back. */
  void refuse(Ruleset.Chain chain, String prefix) {
    int reports = RefusalWatch.REPORTS;
    chain.rule(
        "-m limit --limit " + reports + "/sec --limit-burst " + reports,
        "-j NFLOG --nflog-group " + log + " --nflog-prefix \"" + prefix + "\"");
    chain.rule("-p tcp -j REJECT --reject-with tcp-reset");
    chain.rule("-j REJECT --reject-with", ipv4 ? "icmp-admin-prohibited" : "icmp6-adm-prohibited");
  }
}
