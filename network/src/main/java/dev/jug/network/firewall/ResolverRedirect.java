package dev.jug.network.firewall;

import dev.jug.linux.Fd;
import dev.jug.linux.net.Prefix;
import dev.jug.linux.netfilter.Action;
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
import java.net.InetAddress;

/**
 * A rule inside a sandbox: who asks the resolver at port 53 comes to the port where it listens. So
 * port 53 is free for a name server of the container's own.
 */
final class ResolverRedirect {
  private static final Table TABLE = new Table(Family.IP, "jug-names");
  private static final int DNS = 53;
  private static final int ALL_BITS = 32;

  private ResolverRedirect() {}

  /**
   * Makes it, in the place of an earlier one.
   *
   * @param inside the sandbox's namespace
   * @param address of the resolver, IPv4
   * @throws dev.jug.linux.SysException with the kernel's reason
   */
  static void install(Fd inside, InetAddress address, int udp, int tcp) {
    var chain = TABLE.chain("output");
    var resolver = Match.destination(new Prefix(address, ALL_BITS));
    var change =
        new Transaction()
            .add(new AddTable(TABLE))
            .add(new DeleteTable(TABLE))
            .add(new AddTable(TABLE))
            .add(
                new AddBaseChain(chain, Hook.of(Hook.Type.NAT, Point.OUTPUT, Hook.DESTINATION_NAT)))
            .rule(
                chain,
                "names",
                resolver,
                Match.destinationPort(Protocol.UDP, DNS),
                Action.goTo(address, udp))
            .rule(
                chain,
                "names",
                resolver,
                Match.destinationPort(Protocol.TCP, DNS),
                Action.goTo(address, tcp));
    commit(inside, change);
  }

  /** Takes it away, if it is there. */
  static void remove(Fd inside) {
    commit(inside, new Transaction().add(new AddTable(TABLE)).add(new DeleteTable(TABLE)));
  }

  private static void commit(Fd inside, Transaction change) {
    try (var socket = NetfilterSocket.in(inside)) {
      socket.commit(change);
    }
  }
}
