package dev.jug.network.balance;

import dev.jug.linux.netfilter.Action;
import dev.jug.linux.netfilter.Chain;
import dev.jug.linux.netfilter.Clause;
import dev.jug.linux.netfilter.DataType;
import dev.jug.linux.netfilter.Family;
import dev.jug.linux.netfilter.Match;
import dev.jug.linux.netfilter.NamedSet;
import dev.jug.linux.netfilter.Operation.AddChain;
import dev.jug.linux.netfilter.Operation.AddSet;
import dev.jug.linux.netfilter.Table;
import dev.jug.linux.netfilter.Transaction;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Locale;

/**
 * The clients that stay with one taker of a port, as addresses in a set that rules fill; and a
 * chain, by the same name, that leads there.
 */
record Clients(Table table, String name, InetSocketAddress taker, Duration time) {
  /** As many as kube-proxy keeps; those that come later go anywhere. */
  private static final int MOST = 65_535;

  static Clients of(Table table, SharedPort port, InetSocketAddress taker, Duration time) {
    var protocol = port.protocol().name().toLowerCase(Locale.ROOT);
    var address = taker.getAddress().getHostAddress();
    var name = protocol + "-" + port.port() + "-" + address + "-" + taker.getPort();
    return new Clients(table, name, taker, time);
  }

  /** The set of a name. */
  static NamedSet set(Table table, String name) {
    return NamedSet.of(table, name, DataType.IPV4_ADDRESS)
        .with(NamedSet.Flag.TIMEOUT)
        .with(NamedSet.Flag.DYNAMIC)
        .atMost(MOST);
  }

  private Chain chain() {
    return table.chain(name);
  }

  /** Who comes this way is led on, and remembered if there is room. */
  void add(Transaction all) {
    all.add(new AddSet(set(table, name)))
        .add(new AddChain(chain()))
        .rule(chain(), "stays", Action.remember(Family.IP, name, time))
        .rule(chain(), "shared", Action.goTo(taker.getAddress(), taker.getPort()));
  }

  /** It comes from one of them. */
  Clause isOne() {
    return Match.remembered(Family.IP, name);
  }

  Clause lead() {
    return Action.jump(chain());
  }
}
