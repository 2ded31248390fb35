package dev.jug.network.firewall.iptables;

import static dev.jug.network.firewall.iptables.FamilyRules.RETURN;

import dev.jug.linux.net.Prefix;
import dev.jug.network.address.Addresses;
import dev.jug.network.address.Subnet;
import dev.jug.network.egress.Allowance;
import dev.jug.network.egress.Area;
import dev.jug.network.egress.Egress;
import dev.jug.network.firewall.EndpointRules;
import dev.jug.network.firewall.RefusalWatch;
import java.util.List;

/**
 * Two chains for an endpoint that may not reach everything: one sends back what it may reach, the
 * other refuses the rest.
 */
record EgressRules(FamilyRules family) {
  private static final String REFUSAL = ".no";

  /** What marks a rule for an address of a name: the next engine looks for it. */
  static final String LEARNED = "-m comment --comment learned";

  void add(Ruleset.Builder to) {
    for (var endpoint : family.endpoints()) {
      endpoint
          .egress()
          .filter(_ -> !family.addresses(endpoint).isEmpty())
          .ifPresent(egress -> {
            var chain = to.chain(Table.FILTER, endpoint.device());
            permit(chain, endpoint, egress);
            chain.goTo("", endpoint.device() + REFUSAL);
            var refusal = to.chain(Table.FILTER, endpoint.device() + REFUSAL);
            family.refuse(refusal, RefusalWatch.EGRESS + endpoint.device());
          });
    }
  }

  private void permit(Ruleset.Chain chain, EndpointRules endpoint, Egress egress) {
    if (!family.ipv4()) {
      for (int type : FamilyRules.discovery().stream().sorted().toList()) {
        chain.rule("-p ipv6-icmp -m icmp6 --icmpv6-type", Integer.toString(type), RETURN);
      }
    }
    learned(chain, endpoint);
    for (var allowance : egress.allowances()) {
      switch (allowance) {
        case Allowance.Block(var prefix, var ports) -> {
          if (prefix.isV4() == family.ipv4()) {
            var to = "-d " + text(prefix);
            (ports.isEmpty() ? List.of("") : ports.stream().map(FamilyRules::ports).toList())
                .forEach(range -> chain.rule(to, range, RETURN));
          }
        }
        case Allowance.Anywhere(var area) when area == Area.LAN ->
            prefixes(Area.PRIVATE).forEach(prefix -> chain.rule("-d", text(prefix), RETURN));
        case Allowance.Anywhere _, Allowance.Named _ -> {}
      }
    }
    if (egress.allowances().contains(new Allowance.Anywhere(Area.INTERNET))) {
      // It is all but something, so it comes last.
      prefixes(Area.SPECIAL)
          .forEach(prefix -> chain.goTo("-d " + text(prefix), endpoint.device() + REFUSAL));
      chain.rule(RETURN);
    }
  }

  private List<Prefix> prefixes(List<Prefix> all) {
    return all.stream().filter(prefix -> prefix.isV4() == family.ipv4()).toList();
  }

  private static String text(Prefix prefix) {
    return Subnet.of(prefix.address(), prefix.length()).toString();
  }

  private void learned(Ruleset.Chain chain, EndpointRules endpoint) {
    for (var one : family.state().learned.of(endpoint.device())) {
      if (!one.isOver() && Addresses.isIpv4(one.address()) == family.ipv4()) {
        var to = "-d " + Addresses.text(one.address());
        var ports = one.named().ports();
        (ports.isEmpty() ? List.of("") : ports.stream().map(FamilyRules::ports).toList())
            .forEach(range -> chain.rule(to, range, LEARNED, RETURN));
      }
    }
  }
}
