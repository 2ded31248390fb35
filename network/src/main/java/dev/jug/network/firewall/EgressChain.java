package dev.jug.network.firewall;

import static dev.jug.linux.netfilter.DataType.IPV4_ADDRESS;
import static dev.jug.linux.netfilter.DataType.IPV6_ADDRESS;
import static dev.jug.linux.netfilter.DataType.PORT;
import static dev.jug.linux.netfilter.DataType.PROTOCOL;

import dev.jug.linux.netfilter.Action;
import dev.jug.linux.netfilter.Chain;
import dev.jug.linux.netfilter.Clause;
import dev.jug.linux.netfilter.Data;
import dev.jug.linux.netfilter.Element;
import dev.jug.linux.netfilter.Family;
import dev.jug.linux.netfilter.Match;
import dev.jug.linux.netfilter.NamedSet;
import dev.jug.linux.netfilter.Operation.AddChain;
import dev.jug.linux.netfilter.Operation.AddElements;
import dev.jug.linux.netfilter.Operation.AddSet;
import dev.jug.linux.netfilter.Operation.DeleteChain;
import dev.jug.linux.netfilter.Operation.DeleteElements;
import dev.jug.linux.netfilter.Operation.DeleteSet;
import dev.jug.linux.netfilter.Operation.FlushChain;
import dev.jug.linux.netfilter.Protocol;
import dev.jug.linux.netfilter.Transaction;
import dev.jug.linux.netfilter.Verdict;
import dev.jug.network.address.Addresses;
import dev.jug.network.egress.Allowance;
import dev.jug.network.egress.Area;
import dev.jug.network.egress.Egress;
import dev.jug.network.port.PortRange;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;

/**
 * A chain of its own for an endpoint that may not reach everything: a rule for each thing that it
 * may reach, sets for the addresses of names, and at the end a refusal. Packets come there by their
 * source address.
 */
record EgressChain(RuleTable table, EndpointRules endpoint, Egress egress) {
  static final List<Family> FAMILIES = List.of(Family.IP, Family.IP6);

  private Chain chain() {
    return table.table().chain("out-" + endpoint.device());
  }

  /** Addresses of names that may be reached at all ports. */
  NamedSet hosts(Family family) {
    var type = family == Family.IP ? IPV4_ADDRESS : IPV6_ADDRESS;
    return NamedSet.of(table.table(), "hosts-" + family + "-" + endpoint.device(), type)
        .with(NamedSet.Flag.TIMEOUT);
  }

  /** Addresses of names, with ports. */
  NamedSet services(Family family) {
    var type = family == Family.IP ? IPV4_ADDRESS : IPV6_ADDRESS;
    return NamedSet.of(
            table.table(), "services-" + family + "-" + endpoint.device(), type, PROTOCOL, PORT)
        .with(NamedSet.Flag.TIMEOUT);
  }

  private boolean hasNames() {
    return egress.names().findAny().isPresent();
  }

  void add(Transaction change) {
    change.add(new AddChain(chain()));
    change.rule(chain(), "neighbours are found", Match.neighbourDiscovery(), Action.goBack());
    if (hasNames()) {
      for (var family : FAMILIES) {
        change.add(new AddSet(hosts(family))).add(new AddSet(services(family)));
        var host = Match.destinationIn(family, hosts(family).name());
        change.rule(chain(), "names", host, Action.count(), Action.goBack());
        var service = Match.destinationAndPortIn(family, services(family).name());
        change.rule(chain(), "names", service, Action.count(), Action.goBack());
      }
    }
    egress.allowances().forEach(allowance -> permit(change, allowance));
    table.refuse(change, chain(), RefusalWatch.EGRESS + endpoint.device());
    for (var address : endpoint.addresses()) {
      change.add(new AddElements(table.confined(address), source(address)));
    }
  }

  private Element source(InetAddress address) {
    return Element.of(Data.address(address)).to(new Verdict.Jump(chain().name()));
  }

  private void permit(Transaction change, Allowance allowance) {
    switch (allowance) {
      case Allowance.Anywhere(var area) -> permit(change, area);
      case Allowance.Block(var prefix, var ports) -> {
        var to = Match.destination(prefix);
        if (ports.isEmpty()) {
          permit(change, allowance, to);
        }
        ports.forEach(range -> permit(change, allowance, to.and(ports(range))));
      }
      case Allowance.Named _ -> {}
    }
  }

  private void permit(Transaction change, Area area) {
    for (var family : FAMILIES) {
      var addressing = table.addressing(family == Family.IP);
      var to =
          switch (area) {
            case LAN -> Match.destinationIn(family, addressing.lan().name());
            case INTERNET -> Match.destinationNotIn(family, addressing.special().name());
          };
      permit(change, new Allowance.Anywhere(area), to);
    }
  }

  private void permit(Transaction change, Allowance allowance, Clause to) {
    change.rule(chain(), comment(allowance.toString()), to, Action.count(), Action.goBack());
  }

  private static String comment(String text) {
    return text.length() > RuleTable.LONGEST_COMMENT
        ? text.substring(0, RuleTable.LONGEST_COMMENT)
        : text;
  }

  static Clause ports(PortRange range) {
    var protocol =
        switch (range.protocol()) {
          case TCP -> Protocol.TCP;
          case UDP -> Protocol.UDP;
          case SCTP -> Protocol.SCTP;
        };
    return Match.destinationPorts(protocol, range.first(), range.last());
  }

  void remove(Transaction change) {
    for (var address : endpoint.addresses()) {
      change.add(new DeleteElements(table.confined(address), source(address)));
    }
    change.add(new FlushChain(chain())).add(new DeleteChain(chain()));
    if (hasNames()) {
      for (var family : FAMILIES) {
        change.add(new DeleteSet(hosts(family))).add(new DeleteSet(services(family)));
      }
    }
  }

  /** Lets packets go to an address of a name, for a time from now on. */
  void learn(Transaction change, Allowance.Named named, InetAddress address, Duration time) {
    var family = Addresses.isIpv4(address) ? Family.IP : Family.IP6;
    var to = Data.address(address);
    if (named.ports().isEmpty()) {
      put(change, hosts(family), Element.of(to), time);
    }
    for (var range : named.ports()) {
      var protocol = Data.of((byte) range.protocol().number());
      put(change, services(family), Element.of(to, protocol, Data.port(range.first())), time);
    }
  }

  /** One that is there does not get another time, but a new one does. */
  private static void put(Transaction change, NamedSet set, Element element, Duration time) {
    change.add(new AddElements(set, element.lasting(time)));
    change.add(new DeleteElements(set, element));
    change.add(new AddElements(set, element.lasting(time)));
  }
}
