package dev.jug.network.balance;

import dev.jug.linux.Fd;
import dev.jug.linux.SysException;
import dev.jug.linux.netfilter.Action;
import dev.jug.linux.netfilter.Chain;
import dev.jug.linux.netfilter.Family;
import dev.jug.linux.netfilter.Hook;
import dev.jug.linux.netfilter.Hook.Point;
import dev.jug.linux.netfilter.Match;
import dev.jug.linux.netfilter.NetfilterSocket;
import dev.jug.linux.netfilter.Operation.AddBaseChain;
import dev.jug.linux.netfilter.Operation.AddTable;
import dev.jug.linux.netfilter.Operation.DeleteTable;
import dev.jug.linux.netfilter.Protocol;
import dev.jug.linux.netfilter.Table;
import dev.jug.linux.netfilter.Transaction;
import dev.jug.network.error.NetworkException;
import dev.jug.network.error.NetworkException.Kind;
import java.util.Collection;

/**
 * Rules in a network namespace with one address and nobody in it: a connection to a port goes on to
 * one of its takers, as from that address, so that answers come back the same way. The kernel does
 * it, with an engine or without. The namespace must forward packets ({@code net.ipv4.ip_forward}).
 */
public final class Balance {
  private static final Table TABLE = new Table(Family.IP, "jug-balance");

  private Balance() {}

  /**
   * Makes these ports the only ones that are shared, at once. Connections that are there stay with
   * whoever took them.
   *
   * @param inside the namespace
   * @throws NetworkException if the kernel has no such rules
   */
  public static void install(Fd inside, Collection<SharedPort> ports) {
    try (var socket = NetfilterSocket.in(inside)) {
      socket.commit(rules(ports));
    } catch (SysException e) {
      throw new NetworkException(
          Kind.FAILED,
          "cannot share out connections (nf_tables in the service's namespace): " + e.getMessage(),
          "The kernel needs nf_tables with NAT and numgen.",
          e);
    }
  }

  private static Transaction rules(Collection<SharedPort> ports) {
    var in = TABLE.chain("in");
    var out = TABLE.chain("out");
    var all =
        new Transaction()
            .add(new AddTable(TABLE))
            .add(new DeleteTable(TABLE))
            .add(new AddTable(TABLE))
            .add(
                new AddBaseChain(
                    in, Hook.of(Hook.Type.NAT, Point.PREROUTING, Hook.DESTINATION_NAT)))
            .add(new AddBaseChain(out, Hook.of(Hook.Type.NAT, Point.POSTROUTING, Hook.SOURCE_NAT)));
    ports.forEach(port -> share(all, in, port));
    return all.rule(out, "answers come back", Match.destinationTranslated(), Action.masquerade());
  }

  /** Of those that are left each rule takes its part, so that all have the same in the end. */
  private static void share(Transaction all, Chain chain, SharedPort port) {
    int left = port.takers().size();
    var asked = Match.destinationPort(protocol(port), port.port());
    for (var taker : port.takers()) {
      var there = Action.goTo(taker.getAddress(), taker.getPort());
      all.rule(chain, "shared", asked, Match.oneOf(left--), there);
    }
  }

  private static Protocol protocol(SharedPort port) {
    return switch (port.protocol()) {
      case TCP -> Protocol.TCP;
      case UDP -> Protocol.UDP;
      case SCTP -> Protocol.SCTP;
    };
  }
}
