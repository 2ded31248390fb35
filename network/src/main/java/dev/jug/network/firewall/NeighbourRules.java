package dev.jug.network.firewall;

import dev.jug.linux.netfilter.Action;
import dev.jug.linux.netfilter.Chain;
import dev.jug.linux.netfilter.Family;
import dev.jug.linux.netfilter.Match;
import dev.jug.linux.netfilter.NetfilterMonitor.Change;
import dev.jug.linux.netfilter.NetfilterSocket;
import dev.jug.linux.netfilter.Operation.DeleteRule;
import dev.jug.linux.netfilter.Operation.InsertRule;
import dev.jug.linux.netfilter.Rule;
import dev.jug.linux.netfilter.Table;
import dev.jug.linux.netfilter.Transaction;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What keeps a dockerd on the same host from dropping our packets: its rules drop what is forwarded
 * and not its own, except for what its chain {@code DOCKER-USER} accepts, which it leaves to
 * others. Where that chain is, it accepts what comes from our bridges or goes there; what our own
 * rules drop is dropped all the same.
 *
 * @param tag begins the comments of our rules there
 */
record NeighbourRules(String tag) {
  private static final Chain IPV4 = new Table(Family.IP, "filter").chain("DOCKER-USER");
  private static final Chain IPV6 = new Table(Family.IP6, "filter").chain("DOCKER-USER");

  /** Whether a change may have made the chain, or emptied it. */
  boolean concern(Change change) {
    return change.changed().contains(IPV4.table()) || change.changed().contains(IPV6.table());
  }

  /** Has these bridges accepted, and no others of ours. */
  void set(NetfilterSocket socket, Collection<String> bridges) {
    for (var chain : List.of(IPV4, IPV6)) {
      if (socket.chains(chain.table()).contains(chain)) {
        set(socket, chain, bridges);
      }
    }
  }

  private void set(NetfilterSocket socket, Chain chain, Collection<String> bridges) {
    var ours =
        socket.rules(chain.table()).stream()
            .filter(rule -> rule.chain().equals(chain) && rule.comment().startsWith(tag + " "))
            .toList();
    Set<String> known = ours.stream().map(Rule::comment).collect(Collectors.toSet());
    Set<String> wanted = bridges.stream().map(this::comment).collect(Collectors.toSet());
    var change = new Transaction();
    ours.stream()
        .filter(rule -> !wanted.contains(rule.comment()))
        .forEach(rule -> change.add(new DeleteRule(chain, rule.handle())));
    for (var bridge : bridges) {
      if (!known.contains(comment(bridge))) {
        accept(change, chain, bridge);
      }
    }
    socket.commit(change);
  }

  private void accept(Transaction change, Chain chain, String bridge) {
    var in = Match.inputInterface(bridge);
    var out = Match.outputInterface(bridge);
    change.add(InsertRule.of(chain, comment(bridge), in, Action.count(), Action.accept()));
    change.add(InsertRule.of(chain, comment(bridge), out, Action.count(), Action.accept()));
  }

  private String comment(String bridge) {
    return tag + " " + bridge;
  }
}
