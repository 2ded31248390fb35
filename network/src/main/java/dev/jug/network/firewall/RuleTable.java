package dev.jug.network.firewall;

import static dev.jug.linux.netfilter.DataType.INTERFACE_NAME;
import static dev.jug.linux.netfilter.DataType.IPV4_ADDRESS;
import static dev.jug.linux.netfilter.DataType.IPV6_ADDRESS;
import static dev.jug.linux.netfilter.DataType.PORT;
import static dev.jug.linux.netfilter.DataType.PROTOCOL;

import dev.jug.linux.net.Prefix;
import dev.jug.linux.netfilter.Action;
import dev.jug.linux.netfilter.Chain;
import dev.jug.linux.netfilter.Clause;
import dev.jug.linux.netfilter.DataType;
import dev.jug.linux.netfilter.Element;
import dev.jug.linux.netfilter.Family;
import dev.jug.linux.netfilter.Hook;
import dev.jug.linux.netfilter.Hook.Point;
import dev.jug.linux.netfilter.Match;
import dev.jug.linux.netfilter.NamedSet;
import dev.jug.linux.netfilter.Operation.AddBaseChain;
import dev.jug.linux.netfilter.Operation.AddChain;
import dev.jug.linux.netfilter.Operation.AddElements;
import dev.jug.linux.netfilter.Operation.AddSet;
import dev.jug.linux.netfilter.Operation.AddTable;
import dev.jug.linux.netfilter.Operation.DeleteTable;
import dev.jug.linux.netfilter.Protocol;
import dev.jug.linux.netfilter.Table;
import dev.jug.linux.netfilter.Transaction;
import dev.jug.network.address.Addresses;
import dev.jug.network.egress.Area;
import java.net.InetAddress;
import java.util.List;

/**
 * The table of an engine in the host's packet filter (nft(8)). Its rules are always the same; what
 * changes are the sets and maps that they look into, so that a container costs an element or two
 * and no rule, and a packet one look into a hash.
 *
 * <pre>{@code
 * guard        raw        from a bridge to 127.0.0.0/8 or ::1: drop (they are local there too)
 * prerouting   dstnat     to an address of the host, published: to the container
 * output       dstnat     the same for the host's own packets
 * postrouting  srcnat     out of a bridge: as the host; to a published port of a container: too
 * forward      filter     between devices that had no way to each other: drop;
 *                         answers: accept; what an endpoint may not reach, or only where policies
 *                         say so: to chains that decide on that;
 *                         published ports, neighbours, the way out: accept;
 *                         else to or from a bridge: drop
 * input        filter     what an endpoint may not reach of the host
 * }</pre>
 */
final class RuleTable {
  static final int LONGEST_COMMENT = 127;

  private static final Prefix LOOPBACK = new Prefix(InetAddress.ofLiteral("127.0.0.0"), 8);
  private static final Prefix LOOPBACK_6 = new Prefix(InetAddress.ofLiteral("::1"), 128);

  private final Table table;

  /** All bridges. */
  final NamedSet bridges;

  /** Those that lead outside. */
  final NamedSet outside;

  /** Pairs of the same bridge, whose containers may speak with each other. */
  final NamedSet among;

  /** Devices that packets do not pass between. */
  final NamedSet apart;

  private final Addressing ipv4;
  private final Addressing ipv6;

  /**
   * What there is once for each family.
   *
   * @param subnets of all bridges
   * @param masquerade those that leave as the host
   * @param ports from protocol and port to a container's address and port
   * @param places the same with the host's address before
   * @param confined from addresses of endpoints to the chains that say what they may reach
   * @param closed addresses of endpoints that neighbours reach by policies only
   * @param lan private addresses
   * @param special addresses that nobody on the Internet has
   */
  record Addressing(
      Family family,
      NamedSet subnets,
      NamedSet masquerade,
      NamedSet ports,
      NamedSet places,
      NamedSet confined,
      NamedSet closed,
      NamedSet lan,
      NamedSet special) {}

  RuleTable(String name) {
    table = new Table(Family.INET, name);
    bridges = NamedSet.of(table, "bridges", INTERFACE_NAME);
    outside = NamedSet.of(table, "outside", INTERFACE_NAME);
    among = NamedSet.of(table, "among", INTERFACE_NAME, INTERFACE_NAME);
    apart = NamedSet.of(table, "apart", INTERFACE_NAME);
    ipv4 = addressing(Family.IP, IPV4_ADDRESS, "4");
    ipv6 = addressing(Family.IP6, IPV6_ADDRESS, "6");
  }

  private Addressing addressing(Family family, DataType address, String suffix) {
    return new Addressing(
        family,
        NamedSet.of(table, "subnets" + suffix, address).with(NamedSet.Flag.INTERVAL),
        NamedSet.of(table, "masquerade" + suffix, address).with(NamedSet.Flag.INTERVAL),
        NamedSet.of(table, "ports" + suffix, PROTOCOL, PORT).mappingTo(address, PORT),
        NamedSet.of(table, "places" + suffix, address, PROTOCOL, PORT).mappingTo(address, PORT),
        NamedSet.of(table, "confined" + suffix, address).mappingTo(DataType.VERDICT),
        NamedSet.of(table, "closed" + suffix, address),
        NamedSet.of(table, "lan" + suffix, address).with(NamedSet.Flag.INTERVAL),
        NamedSet.of(table, "special" + suffix, address).with(NamedSet.Flag.INTERVAL));
  }

  Table table() {
    return table;
  }

  Addressing addressing(boolean isIpv4) {
    return isIpv4 ? ipv4 : ipv6;
  }

  /** From addresses of endpoints to the chains that say what they may reach. */
  NamedSet confined(InetAddress address) {
    return addressing(Addresses.isIpv4(address)).confined();
  }

  /** What packets to closed endpoints go through. */
  Chain policies() {
    return table.chain("policies");
  }

  /** Where refused packets are reported; other engines have other groups. */
  int logGroup() {
    return RefusalWatch.group(table.name());
  }

  /** Reports some of what comes so far, and sends all of it back. */
  void refuse(Transaction change, Chain chain, String prefix) {
    change.rule(
        chain,
        "reported",
        Match.within(RefusalWatch.REPORTS, 1, RefusalWatch.REPORTS),
        Action.log(logGroup(), prefix));
    var tcp = Match.protocol(Protocol.TCP);
    change.rule(chain, "refused", tcp, Action.count(), Action.reset());
    change.rule(chain, "refused", Action.count(), Action.prohibit());
  }

  /** Takes it away, with all its chains and sets. */
  Transaction remove() {
    // What is not there cannot be deleted, and destroying is not known before Linux 6.3.
    return new Transaction().add(new AddTable(table)).add(new DeleteTable(table));
  }

  /** Makes it afresh, with empty sets. */
  Transaction make() {
    var all = remove().add(new AddTable(table));
    for (var set : List.of(bridges, outside, among, apart)) {
      all.add(new AddSet(set));
    }
    for (var family : List.of(ipv4, ipv6)) {
      all.add(new AddSet(family.subnets)).add(new AddSet(family.masquerade));
      all.add(new AddSet(family.ports)).add(new AddSet(family.places));
      all.add(new AddSet(family.confined)).add(new AddSet(family.closed));
      fill(all.add(new AddSet(family.lan)), family.lan, family.family, Area.PRIVATE);
      fill(all.add(new AddSet(family.special)), family.special, family.family, Area.SPECIAL);
    }
    all.add(new AddChain(policies()));
    guard(all);
    translate(all, base(all, "prerouting", Hook.Type.NAT, Point.PREROUTING, Hook.DESTINATION_NAT));
    translate(all, base(all, "output", Hook.Type.NAT, Point.OUTPUT, Hook.DESTINATION_NAT));
    masquerade(all);
    input(all);
    forward(all);
    return all;
  }

  private static void fill(Transaction all, NamedSet set, Family family, List<Prefix> prefixes) {
    for (var prefix : prefixes) {
      if (prefix.isV4() == (family == Family.IP)) {
        all.add(new AddElements(set, Element.of(prefix)));
      }
    }
  }

  private Chain base(Transaction all, String name, Hook.Type type, Point point, int priority) {
    var chain = table.chain(name);
    all.add(new AddBaseChain(chain, Hook.of(type, point, priority)));
    return chain;
  }

  private void guard(Transaction all) {
    var chain = base(all, "guard", Hook.Type.FILTER, Point.PREROUTING, Hook.RAW);
    all.rule(
        chain,
        "containers do not reach the host's loopback",
        Match.inputInterfaceIn(bridges.name()),
        Match.destination(LOOPBACK),
        Action.drop());
    all.rule(
        chain,
        "containers do not reach the host's loopback",
        Match.inputInterfaceIn(bridges.name()),
        Match.destination(LOOPBACK_6),
        Action.drop());
  }

  private void translate(Transaction all, Chain chain) {
    for (var family : List.of(ipv4, ipv6)) {
      all.rule(
          chain,
          "published on one address",
          Match.destinationIsLocal(),
          Action.goWhereAddressLeads(family.family, family.places.name()));
    }
    all.rule(
        chain,
        "published on all addresses",
        Match.family(Family.IP),
        Match.destinationIsLocal(),
        Action.goWherePortLeads(Family.IP, ipv4.ports.name()));
    all.rule(
        chain,
        "published on all addresses",
        FilteredFrames.ofIpv6() ? Match.notDestination(LOOPBACK_6) : Match.family(Family.IP6),
        Match.destinationIsLocal(),
        Action.goWherePortLeads(Family.IP6, ipv6.ports.name()));
  }

  private void masquerade(Transaction all) {
    var chain = base(all, "postrouting", Hook.Type.NAT, Point.POSTROUTING, Hook.SOURCE_NAT);
    for (var family : List.of(ipv4, ipv6)) {
      all.rule(
          chain,
          "leaves as the host",
          Match.sourceIn(family.family, family.masquerade.name()),
          Match.outputInterfaceNotIn(bridges.name()),
          Action.masquerade());
      all.rule(
          chain,
          "answers come back the same way",
          Match.sourceIn(family.family, family.subnets.name()),
          Match.outputInterfaceIn(bridges.name()),
          Match.destinationTranslated(),
          Action.masquerade());
    }
    for (var loopback : List.of(LOOPBACK, LOOPBACK_6)) {
      all.rule(
          chain,
          "from the host's loopback",
          Match.source(loopback),
          Match.outputInterfaceIn(bridges.name()),
          Action.masquerade());
    }
  }

  /** The host itself is something that a container may reach, or not. */
  private void input(Transaction all) {
    var chain = base(all, "input", Hook.Type.FILTER, Point.INPUT, Hook.FILTER);
    var in = Match.inputInterfaceIn(bridges.name());
    all.rule(chain, "answers", in, Match.established(), Action.accept());
    confine(all, chain, in);
  }

  private void confine(Transaction all, Chain chain, Clause in) {
    for (var family : List.of(ipv4, ipv6)) {
      var decide = Action.decideBySource(family.family, family.confined.name());
      all.rule(chain, "what it may reach", in, decide);
    }
  }

  private void forward(Transaction all) {
    var chain = base(all, "forward", Hook.Type.FILTER, Point.FORWARD, Hook.FILTER);
    var in = Match.inputInterfaceIn(bridges.name());
    var out = Match.outputInterfaceIn(bridges.name());
    all.rule(
        chain,
        "this host was no router before",
        Match.inputInterfaceIn(apart.name()),
        Match.outputInterfaceIn(apart.name()),
        Action.drop());
    all.rule(chain, "answers", out, Match.established(), Action.accept());
    all.rule(chain, "answers", in, Match.established(), Action.accept());
    confine(all, chain, in);
    for (var family : List.of(ipv4, ipv6)) {
      all.rule(
          chain,
          "neighbours whom a policy lets in",
          in,
          Match.destinationNotTranslated(),
          Match.destinationIn(family.family, family.closed.name()),
          Action.jump(policies()));
    }
    all.rule(
        chain,
        "published ports",
        Match.outputInterfaceIn(outside.name()),
        Match.destinationTranslated(),
        Action.accept());
    all.rule(chain, "neighbours", Match.interfacesIn(among.name()), Action.accept());
    all.rule(
        chain,
        "the way out",
        Match.inputInterfaceIn(outside.name()),
        Match.outputInterfaceNotIn(bridges.name()),
        Action.accept());
    all.rule(chain, "nobody asked for it", out, Action.count(), Action.drop());
    all.rule(chain, "there is no way", in, Action.count(), Action.drop());
  }
}
