package dev.jug.network.balance;

import dev.jug.linux.Fd;
import dev.jug.linux.SysException;
import dev.jug.linux.netfilter.Action;
import dev.jug.linux.netfilter.Chain;
import dev.jug.linux.netfilter.Clause;
import dev.jug.linux.netfilter.Family;
import dev.jug.linux.netfilter.Hook;
import dev.jug.linux.netfilter.Hook.Point;
import dev.jug.linux.netfilter.Match;
import dev.jug.linux.netfilter.NetfilterSocket;
import dev.jug.linux.netfilter.Operation.AddBaseChain;
import dev.jug.linux.netfilter.Operation.AddTable;
import dev.jug.linux.netfilter.Operation.DeleteChain;
import dev.jug.linux.netfilter.Operation.DeleteSet;
import dev.jug.linux.netfilter.Operation.FlushTable;
import dev.jug.linux.netfilter.Protocol;
import dev.jug.linux.netfilter.Table;
import dev.jug.linux.netfilter.Transaction;
import dev.jug.network.error.NetworkException;
import dev.jug.network.error.NetworkException.Kind;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * Rules in a network namespace with one address and nobody in it: a connection to a port goes on to
 * one of its takers, as from that address, so that answers come back the same way. The kernel does
 * it, with an engine or without. The namespace must forward packets ({@code net.ipv4.ip_forward}).
 */
public final class Balance {
  private static final Table TABLE = new Table(Family.IP, "jug-balance");
  private static final Chain IN = TABLE.chain("in");
  private static final Chain OUT = TABLE.chain("out");

  private Balance() {}

  /**
   * Makes these ports the only ones that are shared, at once. Connections that are there stay with
   * whoever took them, and so do clients, if they are to.
   *
   * @param inside the namespace
   * @throws NetworkException if the kernel has no such rules
   */
  public static void install(Fd inside, Collection<SharedPort> ports) {
    try (var socket = NetfilterSocket.in(inside)) {
      socket.commit(rules(ports, socket.chains(TABLE)));
    } catch (SysException e) {
      throw new NetworkException(
          Kind.FAILED,
          "cannot share out connections (nf_tables in the service's namespace): " + e.getMessage(),
          "The kernel needs nf_tables with NAT and numgen.",
          e);
    }
  }

  /**
   * Rules are made anew. Sets of clients stay as they are, but for those of takers that are none
   * any more: their clients go elsewhere, and are strangers if the taker comes back.
   */
  private static Transaction rules(Collection<SharedPort> ports, List<Chain> before) {
    var all = new Transaction().add(new AddTable(TABLE)).add(new FlushTable(TABLE));
    var kept = clients(ports).map(Clients::name).toList();
    before.stream()
        .map(Chain::name)
        .filter(name -> !name.equals(IN.name()) && !name.equals(OUT.name()))
        .filter(name -> !kept.contains(name))
        .forEach(name -> {
          all.add(new DeleteChain(TABLE.chain(name)));
          all.add(new DeleteSet(Clients.set(TABLE, name)));
        });
    all.add(new AddBaseChain(IN, Hook.of(Hook.Type.NAT, Point.PREROUTING, Hook.DESTINATION_NAT)))
        .add(new AddBaseChain(OUT, Hook.of(Hook.Type.NAT, Point.POSTROUTING, Hook.SOURCE_NAT)));
    clients(ports).forEach(clients -> clients.add(all));
    ports.forEach(port -> share(all, port));
    return all.rule(OUT, "answers come back", Match.destinationTranslated(), Action.masquerade());
  }

  private static Stream<Clients> clients(Collection<SharedPort> ports) {
    return ports.stream().flatMap(Balance::clients);
  }

  private static Stream<Clients> clients(SharedPort port) {
    return port.affinity().stream()
        .flatMap(time -> port.takers().stream().map(one -> Clients.of(TABLE, port, one, time)));
  }

  /** Of those that are left each rule takes its part, so that all have the same in the end. */
  private static void share(Transaction all, SharedPort port) {
    var asked = Match.destinationPort(protocol(port), port.port());
    clients(port).forEach(one -> all.rule(IN, "stays", one.isOne(), asked, one.lead()));
    int left = port.takers().size();
    for (var way : ways(port)) {
      all.rule(IN, "shared", asked, Match.oneOf(left--), way);
    }
  }

  private static List<Clause> ways(SharedPort port) {
    return port.affinity().isPresent()
        ? clients(port).map(Clients::lead).toList()
        : port.takers().stream()
            .map(taker -> Action.goTo(taker.getAddress(), taker.getPort()))
            .toList();
  }

  private static Protocol protocol(SharedPort port) {
    return switch (port.protocol()) {
      case TCP -> Protocol.TCP;
      case UDP -> Protocol.UDP;
      case SCTP -> Protocol.SCTP;
    };
  }
}
