package dev.jug.network.firewall;

import static dev.jug.linux.netfilter.DataType.INTERFACE_NAME;
import static dev.jug.linux.netfilter.DataType.IPV4_ADDRESS;
import static dev.jug.linux.netfilter.DataType.IPV6_ADDRESS;
import static dev.jug.linux.netfilter.DataType.MAC_ADDRESS;
import static dev.jug.linux.netfilter.DataType.MARK;

import dev.jug.linux.netfilter.Action;
import dev.jug.linux.netfilter.Chain;
import dev.jug.linux.netfilter.Data;
import dev.jug.linux.netfilter.DataType;
import dev.jug.linux.netfilter.Element;
import dev.jug.linux.netfilter.Family;
import dev.jug.linux.netfilter.Frame;
import dev.jug.linux.netfilter.Hook;
import dev.jug.linux.netfilter.Hook.Point;
import dev.jug.linux.netfilter.Match;
import dev.jug.linux.netfilter.NamedSet;
import dev.jug.linux.netfilter.Operation.AddBaseChain;
import dev.jug.linux.netfilter.Operation.AddChain;
import dev.jug.linux.netfilter.Operation.AddSet;
import dev.jug.linux.netfilter.Operation.AddTable;
import dev.jug.linux.netfilter.Operation.DeleteChain;
import dev.jug.linux.netfilter.Operation.DeleteTable;
import dev.jug.linux.netfilter.Operation.FlushChain;
import dev.jug.linux.netfilter.Protocol;
import dev.jug.linux.netfilter.Table;
import dev.jug.linux.netfilter.Transaction;
import dev.jug.linux.netfilter.Verdict;
import dev.jug.network.address.Addresses;
import dev.jug.network.firewall.RuleElements.Place;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The engine's table for frames on bridges. It is there while an endpoint needs it: one that rules
 * look at the address of, which then must be its own, or one whose neighbours reach it through the
 * host, where connections are known.
 *
 * <pre>{@code
 * frames   prerouting  too many in a second: drop; from a cable that is guarded: to guard; to through
 * guard                other hardware address, other address: drop
 * through              to a group, from one whose packets the host sees: drop what is not discovery;
 *                      from or to such a one: to the host
 * }</pre>
 *
 * <p>The last chain is empty while there is no such one: each frame of each neighbour pays for it.
 */
final class FrameTable {
  private final Table table;

  /** What a tenth of a second brings may come at once, and so much in any case. */
  private static final int PARTS = 10;

  private static final int LEAST_BURST = 5;

  private final NamedSet limited;
  private final NamedSet guarded;
  private final NamedSet senders;
  private final NamedSet holders4;
  private final NamedSet holders6;
  private final NamedSet quiet;

  /** From a cable to the number of its bridge. */
  private final NamedSet places;

  private final NamedSet routed;

  /** The host's ends of their cables. */
  private final Set<String> routedDevices = new HashSet<>();

  private final Map<String, Integer> numbers = new LinkedHashMap<>();

  FrameTable(String name) {
    table = new Table(Family.BRIDGE, name);
    limited = NamedSet.of(table, "limited", INTERFACE_NAME).mappingTo(DataType.VERDICT);
    guarded = NamedSet.of(table, "guarded", INTERFACE_NAME);
    senders = NamedSet.of(table, "senders", INTERFACE_NAME, MAC_ADDRESS);
    holders4 = NamedSet.of(table, "holders4", INTERFACE_NAME, IPV4_ADDRESS);
    holders6 = NamedSet.of(table, "holders6", INTERFACE_NAME, IPV6_ADDRESS);
    quiet = NamedSet.of(table, "quiet", INTERFACE_NAME);
    places = NamedSet.of(table, "places", INTERFACE_NAME).mappingTo(MARK);
    routed = NamedSet.of(table, "routed", MARK, MAC_ADDRESS);
  }

  Table table() {
    return table;
  }

  /** Takes it away, if it is there. */
  void remove(Transaction change) {
    change.add(new AddTable(table)).add(new DeleteTable(table));
  }

  /** What shows whether the kernel has rules for frames: it ends as it began, so nothing stays. */
  static Transaction trial(String name) {
    var trial = new Table(Family.BRIDGE, name + "-trial");
    var hook = Hook.of(Hook.Type.FILTER, Point.PREROUTING, Hook.RAW);
    return new Transaction()
        .add(new AddTable(trial))
        .add(new AddBaseChain(trial.chain("frames"), hook))
        .add(new DeleteTable(trial));
  }

  /** Makes it afresh, with empty sets. */
  void make(Transaction change) {
    remove(change);
    change.add(new AddTable(table));
    for (var set : List.of(limited, guarded, senders, holders4, holders6, quiet, places, routed)) {
      change.add(new AddSet(set));
    }
    routedDevices.clear();
    var guard = table.chain("guard");
    var frames = table.chain("frames");
    change.add(new AddChain(guard)).add(new AddChain(through()));
    change.add(new AddBaseChain(frames, Hook.of(Hook.Type.FILTER, Point.PREROUTING, Hook.RAW)));
    guard(change, guard);
    change.rule(frames, "not too many", Action.decideByInputInterface(limited.name()));
    change.rule(
        frames,
        "nobody has another's address",
        Match.inputInterfaceIn(guarded.name()),
        Action.jump(guard));
    change.rule(frames, "some through the host", Action.jump(through()));
  }

  private Chain through() {
    return table.chain("through");
  }

  /** A hardware address is somebody's on one bridge only: marks say which it is meanwhile. */
  private void route(Transaction change, Chain chain) {
    change.rule(chain, "which bridge", Frame.markByDevice(places.name()));
    for (int type : new int[] {Frame.IPV4, Frame.IPV6}) {
      for (var end :
          List.of(Frame.markAndSenderIn(routed.name()), Frame.markAndReceiverIn(routed.name()))) {
        change.rule(
            chain,
            "through the host",
            Frame.carries(type),
            Frame.isForOne(),
            end,
            Frame.bringToHost(Firewall.HOST));
      }
    }
    // A map that is asked as if it were a set is refused by kernels before 6.6.
    change.rule(chain, "no mark stays", Frame.markByDevice(places.name()), Action.mark(0));
  }

  private void guard(Transaction change, Chain chain) {
    change.rule(
        chain,
        "another's hardware address",
        Frame.senderNotIn(senders.name()),
        Action.count(),
        Action.drop());
    change.rule(
        chain,
        "its own",
        Frame.carries(Frame.IPV4),
        Frame.sourceIn(Family.IP, holders4.name()),
        Action.goBack());
    var arp = Frame.carries(Frame.ARP);
    change.rule(chain, "its own", arp, Frame.arpSenderIn(holders4.name()), Action.goBack());
    change.rule(chain, "nobody's yet", arp, Frame.isArpProbe(), Action.goBack());
    guard6(change, chain);
    change.rule(chain, "another's address", Action.count(), Action.drop());
  }

  private void guard6(Transaction change, Chain chain) {
    change.rule(
        chain,
        "another's address",
        Frame.carries(Frame.IPV6),
        Frame.advertisesOtherThan(holders6.name()),
        Action.count(),
        Action.drop());
    change.rule(
        chain,
        "its own",
        Frame.carries(Frame.IPV6),
        Frame.sourceIn(Family.IP6, holders6.name()),
        Action.goBack());
    // Neighbours are looked for before an address is one's own (RFC 4862); rules see no more of it.
    change.rule(
        chain,
        "discovery",
        Frame.carries(Frame.IPV6),
        Frame.isIpv6(Protocol.ICMPV6),
        Action.goBack());
  }

  private void hush(Transaction change, Chain chain) {
    var from = Match.inputInterfaceIn(quiet.name());
    change.rule(
        chain, "not to all", from, Frame.carries(Frame.IPV4), Frame.isForGroup(), Action.drop());
    change.rule(
        chain,
        "not to all",
        from,
        Frame.carries(Frame.IPV6),
        Frame.isForGroup(),
        Frame.isIpv6Without(Protocol.ICMPV6),
        Action.drop());
  }

  /** Adds what it has for an endpoint. */
  void add(Transaction change, EndpointRules endpoint) {
    if (endpoint.isLimited()) {
      var limit = limit(endpoint);
      change.add(new AddChain(limit));
      change.rule(
          limit,
          "too many in a second",
          Match.beyond(endpoint.limit(), 1, Math.max(LEAST_BURST, endpoint.limit() / PARTS)),
          Action.count(),
          Action.drop());
    }
    Places.add(change, of(endpoint));
    if (endpoint.isRouted()) {
      routedDevices.add(endpoint.device());
      // Whatever is there: an earlier change may have failed, and nobody is to pass for want of it.
      change.add(new FlushChain(through()));
      hush(change, through());
      route(change, through());
    }
  }

  /** Takes it away again. */
  void remove(Transaction change, EndpointRules endpoint) {
    Places.delete(change, of(endpoint));
    if (routedDevices.remove(endpoint.device()) && routedDevices.isEmpty()) {
      change.add(new FlushChain(through()));
    }
    if (endpoint.isLimited()) {
      change.add(new FlushChain(limit(endpoint))).add(new DeleteChain(limit(endpoint)));
    }
  }

  private Chain limit(EndpointRules endpoint) {
    return table.chain("limit-" + endpoint.device());
  }

  private List<Place> of(EndpointRules endpoint) {
    var device = Data.interfaceName(endpoint.device());
    var number = Data.number(numbers.computeIfAbsent(endpoint.bridge(), _ -> numbers.size() + 1));
    var mac = Data.of(endpoint.mac().bytes());
    var all = new ArrayList<Place>();
    all.add(new Place(places, Element.of(device).to(number)));
    if (endpoint.isGuarded()) {
      all.add(new Place(guarded, Element.of(device)));
      all.add(new Place(senders, Element.of(device, mac)));
      all.add(new Place(holders6, Element.of(device, Data.address(endpoint.linkLocal()))));
      for (var address : endpoint.addresses()) {
        var holders = Addresses.isIpv4(address) ? holders4 : holders6;
        all.add(new Place(holders, Element.of(device, Data.address(address))));
      }
    }
    if (endpoint.isLimited()) {
      var jump = new Verdict.Jump(limit(endpoint).name());
      all.add(new Place(limited, Element.of(device).to(jump)));
    }
    if (endpoint.isRouted()) {
      all.add(new Place(quiet, Element.of(device)));
      all.add(new Place(routed, Element.of(number, mac)));
    }
    return all;
  }
}
