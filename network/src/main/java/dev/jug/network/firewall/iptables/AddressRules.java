package dev.jug.network.firewall.iptables;

import static dev.jug.network.firewall.iptables.FamilyRules.TRANSLATED;

import dev.jug.network.address.Addresses;
import dev.jug.network.firewall.BridgeRules;
import dev.jug.network.firewall.FilteredFrames;
import dev.jug.network.firewall.Publication;

/** The table {@code nat}: published ports, and what leaves as the host. */
record AddressRules(FamilyRules family) {
  private static final String MASQUERADE = "-j MASQUERADE";

  void add(Ruleset.Builder to) {
    var ports = to.chain(Table.NAT, ChainNames.PORTS);
    for (var publication : family.state().publications) {
      if (Addresses.isIpv4(publication.target()) == family.ipv4()) {
        publish(ports, publication);
      }
    }
    leave(to.chain(Table.NAT, ChainNames.LEAVING));
    arrive(to.chain(Table.NAT, ChainNames.ARRIVING));
  }

  private void publish(Ruleset.Chain ports, Publication publication) {
    var port = publication.port();
    var protocol = port.container().protocol().word();
    var target = Addresses.text(publication.target());
    ports.rule(
        where(publication) + "-p " + protocol + " -m " + protocol,
        "--dport " + port.port(),
        "-j DNAT --to-destination",
        (family.ipv4() ? target : "[" + target + "]") + ":" + port.container().number());
  }

  /** Where rules see frames, answers for {@code ::1} are lost. */
  private String where(Publication publication) {
    var address = publication.port().address();
    if (!address.isAnyLocalAddress()) {
      return "-d " + Addresses.text(address) + " ";
    }
    boolean lost =
        !family.ipv4() && (FilteredFrames.ofIpv6() || !family.state().filtered.isEmpty());
    return lost ? "! -d ::1/128 " : "";
  }

  private void leave(Ruleset.Chain leaving) {
    for (var bridge : family.bridges()) {
      leaving.goTo("-o " + bridge.device(), ChainNames.ARRIVING);
    }
    var masked = family.bridges().stream().filter(BridgeRules::masquerade).toList();
    for (var subnet : RuleState.subnets(family.ipv4(), masked)) {
      leaving.rule("-s", subnet.toString(), MASQUERADE);
    }
  }

  /** Answers come back the same way. */
  private void arrive(Ruleset.Chain arriving) {
    for (var subnet : family.state().subnets(family.ipv4())) {
      arriving.rule("-s", subnet.toString(), TRANSLATED, MASQUERADE);
    }
    arriving.rule("-s", family.loopback(), MASQUERADE);
  }
}
