package dev.jug.network.firewall.iptables;

import static dev.jug.network.firewall.iptables.FamilyRules.ACCEPT;

import dev.jug.network.firewall.RefusalWatch;

/**
 * The chain that packets to closed endpoints go through: a rule for each sender whom a policy
 * means, which leads to the policy's own chain; that has a rule for each receiver.
 */
record PolicyChains(FamilyRules family) {
  private static final int SHORT = 12;

  void add(Ruleset.Builder to) {
    var policies = to.chain(Table.FILTER, ChainNames.POLICIES);
    for (var policy : family.state().policies) {
      var name = "P" + policy.id().substring(0, SHORT);
      var chain = to.chain(Table.FILTER, name);
      family.text(policy.from()).forEach(address -> policies.jump("-s " + address, name));
      for (var address : family.text(policy.to())) {
        if (policy.ports().isEmpty()) {
          chain.rule("-d", address, ACCEPT);
        }
        policy
            .ports()
            .forEach(range -> chain.rule("-d", address, FamilyRules.ports(range), ACCEPT));
      }
    }
    family.refuse(policies, RefusalWatch.POLICY);
  }
}
