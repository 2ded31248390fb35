package dev.jug.network.firewall.iptables;

import static dev.jug.network.firewall.iptables.FamilyRules.ACCEPT;
import static dev.jug.network.firewall.iptables.FamilyRules.ANSWERS;
import static dev.jug.network.firewall.iptables.FamilyRules.DROP;
import static dev.jug.network.firewall.iptables.FamilyRules.RETURN;
import static dev.jug.network.firewall.iptables.FamilyRules.TRANSLATED;

/** The table {@code filter}: what passes through the host, and what reaches it. */
record ForwardRules(FamilyRules family) {
  void add(Ruleset.Builder to) {
    var input = to.chain(Table.FILTER, ChainNames.INPUT);
    // What is accepted here, others could not drop any more: so it goes back.
    input.rule(ANSWERS, RETURN);
    confine(input);
    var forward = to.chain(Table.FILTER, ChainNames.FORWARD);
    keepApart(forward, to.chain(Table.FILTER, ChainNames.APART));
    for (var bridge : family.bridges()) {
      forward.rule("-o", bridge.device(), ANSWERS, ACCEPT);
      forward.rule("-i", bridge.device(), ANSWERS, ACCEPT);
    }
    confine(forward);
    close(forward);
    lead(forward, to.chain(Table.FILTER, ChainNames.OUTSIDE));
    for (var bridge : family.bridges()) {
      forward.rule("-o", bridge.device(), DROP);
      forward.rule("-i", bridge.device(), DROP);
    }
    new EgressRules(family).add(to);
    new PolicyChains(family).add(to);
  }

  /** This host was no router between these before. */
  private void keepApart(Ruleset.Chain forward, Ruleset.Chain apart) {
    for (var device : family.state().apart) {
      forward.jump("-i " + device, ChainNames.APART);
      apart.rule("-o", device, DROP);
    }
  }

  private void confine(Ruleset.Chain chain) {
    for (var endpoint : family.endpoints()) {
      if (endpoint.egress().isPresent()) {
        for (var address : family.addresses(endpoint)) {
          chain.jump("-i " + endpoint.bridge() + " -s " + address, endpoint.device());
        }
      }
    }
  }

  private void close(Ruleset.Chain forward) {
    for (var endpoint : family.endpoints()) {
      if (endpoint.closed()) {
        for (var address : family.addresses(endpoint)) {
          forward.jump(
              "-i " + endpoint.bridge() + " -d " + address + " -m conntrack ! --ctstate DNAT",
              ChainNames.POLICIES);
        }
      }
    }
  }

  /** Published ports, neighbours, the way out. */
  private void lead(Ruleset.Chain forward, Ruleset.Chain outside) {
    for (var bridge : family.bridges()) {
      var device = bridge.device();
      if (bridge.outside()) {
        forward.rule("-o", device, TRANSLATED, ACCEPT);
      }
      if (bridge.among()) {
        forward.rule("-i", device, "-o", device, ACCEPT);
      }
      if (bridge.outside()) {
        forward.jump("-i " + device, ChainNames.OUTSIDE);
      }
      outside.rule("-o", device, RETURN);
    }
    outside.rule(ACCEPT);
  }
}
