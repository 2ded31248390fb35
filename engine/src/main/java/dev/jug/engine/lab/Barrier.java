package dev.jug.engine.lab;

import dev.jug.linux.netfilter.Action;
import dev.jug.linux.netfilter.Chain;
import dev.jug.linux.netfilter.Family;
import dev.jug.linux.netfilter.Hook;
import dev.jug.linux.netfilter.Match;
import dev.jug.linux.netfilter.NetfilterSocket;
import dev.jug.linux.netfilter.Operation;
import dev.jug.linux.netfilter.Protocol;
import dev.jug.linux.netfilter.Rule;
import dev.jug.linux.netfilter.Table;
import dev.jug.linux.netfilter.Transaction;
import java.util.Optional;

/** A rule that drops the datagrams that a station gets. */
final class Barrier implements AutoCloseable {
  private static final Table TABLE = new Table(Family.INET, "lab");
  private static final Chain INPUT = TABLE.chain("input");

  private final NetfilterSocket socket;

  Barrier(Station station) {
    socket = NetfilterSocket.in(station.namespace());
  }

  void raise() {
    var hook = Hook.of(Hook.Type.FILTER, Hook.Point.INPUT, Hook.FILTER);
    socket.commit(
        new Transaction()
            .add(new Operation.AddTable(TABLE))
            .add(new Operation.AddBaseChain(INPUT, hook))
            .rule(
                INPUT,
                "",
                Match.inputInterface(Cabling.FAR_END),
                Match.protocol(Protocol.UDP),
                Action.count(),
                Action.drop()));
  }

  void fell() {
    socket.commit(new Transaction().add(new Operation.DeleteTable(TABLE)));
  }

  /** How many datagrams came as far. */
  long dropped() {
    return socket.rules(TABLE).stream()
        .map(Rule::counter)
        .flatMap(Optional::stream)
        .mapToLong(Rule.Count::packets)
        .sum();
  }

  @Override
  public void close() {
    socket.close();
  }
}
