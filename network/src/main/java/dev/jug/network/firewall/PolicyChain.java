package dev.jug.network.firewall;

import static dev.jug.linux.netfilter.DataType.IPV4_ADDRESS;
import static dev.jug.linux.netfilter.DataType.IPV6_ADDRESS;

import dev.jug.linux.netfilter.Action;
import dev.jug.linux.netfilter.Data;
import dev.jug.linux.netfilter.Element;
import dev.jug.linux.netfilter.Family;
import dev.jug.linux.netfilter.Match;
import dev.jug.linux.netfilter.NamedSet;
import dev.jug.linux.netfilter.Operation.AddElements;
import dev.jug.linux.netfilter.Operation.AddSet;
import dev.jug.linux.netfilter.Operation.DeleteElements;
import dev.jug.linux.netfilter.Transaction;
import dev.jug.network.address.Addresses;
import java.net.InetAddress;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The chain that packets to closed endpoints go through: a rule or a few for each policy, which
 * look into two sets of its own.
 */
record PolicyChain(RuleTable table) {
  private static final int SHORT = 12;

  /** Makes the rules, in a table that is being made. */
  void make(Transaction change, Collection<PolicyRules> policies) {
    for (var policy : policies) {
      for (var family : List.of(Family.IP, Family.IP6)) {
        change.add(new AddSet(set(policy, family, "from")));
        change.add(new AddSet(set(policy, family, "to")));
        permit(change, policy, family);
      }
      put(change, policy, "from", policy.from());
      put(change, policy, "to", policy.to());
    }
    table.refuse(change, table.policies(), RefusalWatch.POLICY);
  }

  private void permit(Transaction change, PolicyRules policy, Family family) {
    var ends =
        Match.sourceIn(family, set(policy, family, "from").name())
            .and(Match.destinationIn(family, set(policy, family, "to").name()));
    if (policy.ports().isEmpty()) {
      change.rule(table.policies(), comment(policy), ends, Action.count(), Action.accept());
    }
    for (var range : policy.ports()) {
      var all = ends.and(EgressChain.ports(range));
      change.rule(table.policies(), comment(policy), all, Action.count(), Action.accept());
    }
  }

  private static String comment(PolicyRules policy) {
    return "policy " + policy.id().substring(0, SHORT);
  }

  private NamedSet set(PolicyRules policy, Family family, String end) {
    var name = end + "-" + family + "-" + policy.id().substring(0, SHORT);
    return NamedSet.of(table.table(), name, family == Family.IP ? IPV4_ADDRESS : IPV6_ADDRESS);
  }

  private void put(Transaction change, PolicyRules policy, String end, Set<InetAddress> all) {
    for (var address : all) {
      change.add(new AddElements(set(policy, family(address), end), element(address)));
    }
  }

  /** Changes who is meant by a policy. */
  void change(Transaction change, PolicyRules before, PolicyRules now) {
    change(change, now, "from", before.from(), now.from());
    change(change, now, "to", before.to(), now.to());
  }

  private void change(
      Transaction change,
      PolicyRules policy,
      String end,
      Set<InetAddress> before,
      Set<InetAddress> now) {
    var gone = new HashSet<>(before);
    gone.removeAll(now);
    for (var address : gone) {
      change.add(new DeleteElements(set(policy, family(address), end), element(address)));
    }
    var come = new HashSet<>(now);
    come.removeAll(before);
    put(change, policy, end, come);
  }

  private static Family family(InetAddress address) {
    return Addresses.isIpv4(address) ? Family.IP : Family.IP6;
  }

  private static Element element(InetAddress address) {
    return Element.of(Data.address(address));
  }
}
