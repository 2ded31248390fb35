package dev.jug.linux.netfilter;

import dev.jug.linux.net.Prefix;
import dev.jug.linux.netfilter.Expression.Compare;
import dev.jug.linux.netfilter.Expression.Comparison;
import dev.jug.linux.netfilter.Expression.ConnectionKey;
import dev.jug.linux.netfilter.Expression.Direction;
import dev.jug.linux.netfilter.Expression.FibFlag;
import dev.jug.linux.netfilter.Expression.FibResult;
import dev.jug.linux.netfilter.Expression.MetaKey;
import java.util.Optional;
import java.util.Set;

/** Conditions of rules. Words of sets are their names; they are in the rule's table. */
public final class Match {
  private static final int LOCAL = 2;
  private static final int NAT_DESTINATION = 1 << 5;
  private static final int SECOND = 4;
  private static final int FIRST_DISCOVERY = 133;
  private static final int LAST_DISCOVERY = 137;

  private Match() {}

  /** What a connection's packet is to it (NF_CT_STATE_…). */
  public enum State {
    INVALID(1),
    ESTABLISHED(1 << 1),
    RELATED(1 << 2),
    NEW(1 << 3),
    UNTRACKED(1 << 6);

    private final int bit;

    State(int bit) {
      this.bit = bit;
    }
  }

  /** It came in by this device. */
  public static Clause inputInterface(String name) {
    return name(MetaKey.INPUT_NAME, Comparison.EQUAL, name);
  }

  /** It came in by another device. */
  public static Clause notInputInterface(String name) {
    return name(MetaKey.INPUT_NAME, Comparison.NOT_EQUAL, name);
  }

  /** It goes out by this device. */
  public static Clause outputInterface(String name) {
    return name(MetaKey.OUTPUT_NAME, Comparison.EQUAL, name);
  }

  /** It goes out by another device. */
  public static Clause notOutputInterface(String name) {
    return name(MetaKey.OUTPUT_NAME, Comparison.NOT_EQUAL, name);
  }

  private static Clause name(MetaKey key, Comparison comparison, String name) {
    return Clause.of(
        new Expression.Meta(key, 0), new Compare(0, comparison, Data.interfaceName(name)));
  }

  /** It came in by a device in a set of names. */
  public static Clause inputInterfaceIn(String set) {
    return Clause.of(new Expression.Meta(MetaKey.INPUT_NAME, 0), in(set));
  }

  /** It came in by a device that is not in a set of names. */
  public static Clause inputInterfaceNotIn(String set) {
    return Clause.of(new Expression.Meta(MetaKey.INPUT_NAME, 0), notIn(set));
  }

  /** It goes out by a device in a set of names. */
  public static Clause outputInterfaceIn(String set) {
    return Clause.of(new Expression.Meta(MetaKey.OUTPUT_NAME, 0), in(set));
  }

  /** It goes out by a device that is not in a set of names. */
  public static Clause outputInterfaceNotIn(String set) {
    return Clause.of(new Expression.Meta(MetaKey.OUTPUT_NAME, 0), notIn(set));
  }

  /** The devices that it came in by and goes out by are a pair in a set of names. */
  public static Clause interfacesIn(String set) {
    return Clause.of(
        new Expression.Meta(MetaKey.INPUT_NAME, 0),
        new Expression.Meta(MetaKey.OUTPUT_NAME, SECOND),
        in(set));
  }

  /** It is of IPv4, or of IPv6: for tables that see both. */
  public static Clause family(Family family) {
    return Clause.of(
        new Expression.Meta(MetaKey.FAMILY, 0),
        new Compare(0, Comparison.EQUAL, Data.of((byte) family.number())));
  }

  /** It comes from an address in a set of such. */
  public static Clause sourceIn(Family family, String set) {
    return family(family).and(Clause.of(PacketField.source(family, 0), in(set)));
  }

  /** It comes from an address in a set of such; for tables that see one family only. */
  public static Clause remembered(Family family, String set) {
    return Clause.of(PacketField.source(family, 0), in(set));
  }

  /** It comes from an address that is not in a set of such. */
  public static Clause sourceNotIn(Family family, String set) {
    return family(family).and(Clause.of(PacketField.source(family, 0), notIn(set)));
  }

  /** It goes to an address in a set of such. */
  public static Clause destinationIn(Family family, String set) {
    return family(family).and(Clause.of(PacketField.destination(family, 0), in(set)));
  }

  /** It goes to an address that is not in a set of such. */
  public static Clause destinationNotIn(Family family, String set) {
    return family(family).and(Clause.of(PacketField.destination(family, 0), notIn(set)));
  }

  /** It comes from one of these addresses. */
  public static Clause source(Prefix prefix) {
    var family = Family.of(prefix.address());
    return family(family)
        .and(PacketField.within(PacketField.source(family, 0), prefix, Comparison.EQUAL));
  }

  /** It comes from another address than these. */
  public static Clause notSource(Prefix prefix) {
    var family = Family.of(prefix.address());
    return family(family)
        .and(PacketField.within(PacketField.source(family, 0), prefix, Comparison.NOT_EQUAL));
  }

  /** It goes to one of these addresses. */
  public static Clause destination(Prefix prefix) {
    var family = Family.of(prefix.address());
    return family(family)
        .and(PacketField.within(PacketField.destination(family, 0), prefix, Comparison.EQUAL));
  }

  /** It goes to another address than these. */
  public static Clause notDestination(Prefix prefix) {
    var family = Family.of(prefix.address());
    return family(family)
        .and(PacketField.within(PacketField.destination(family, 0), prefix, Comparison.NOT_EQUAL));
  }

  /** It goes to an address of this machine, by the routing table. */
  public static Clause destinationIsLocal() {
    return Clause.of(
        new Expression.Fib(FibResult.ADDRESS_TYPE, Set.of(FibFlag.DESTINATION), 0),
        new Compare(0, Comparison.EQUAL, Data.number(LOCAL)));
  }

  /** It is of this protocol. */
  public static Clause protocol(Protocol protocol) {
    return Clause.of(
        new Expression.Meta(MetaKey.PROTOCOL, 0),
        new Compare(0, Comparison.EQUAL, Data.protocol(protocol)));
  }

  /** It goes to this port. */
  public static Clause destinationPort(Protocol protocol, int port) {
    return protocol(protocol)
        .and(
            Clause.of(
                PacketField.destinationPort(0), new Compare(0, Comparison.EQUAL, Data.port(port))));
  }

  /** It is one of so many, picked at random; always with 1. */
  public static Clause oneOf(int many) {
    return Clause.of(
        new Expression.Number(many, true, 0), new Compare(0, Comparison.EQUAL, Data.number(0)));
  }

  /** It goes to one of these ports. */
  public static Clause destinationPorts(Protocol protocol, int first, int last) {
    return protocol(protocol)
        .and(
            Clause.of(
                PacketField.destinationPort(0),
                new Expression.Range(0, false, Data.port(first), Data.port(last))));
  }

  /** Its destination's address, protocol and port are in a set of such. */
  public static Clause destinationAndPortIn(Family family, String set) {
    int words = PacketField.addressBytes(family) / Integer.BYTES;
    return family(family)
        .and(
            Clause.of(
                PacketField.destination(family, 0),
                new Expression.Meta(MetaKey.PROTOCOL, words),
                PacketField.destinationPort(words + 1),
                in(set)));
  }

  /** It is ICMPv6 with which neighbours and routers find each other (RFC 4861). */
  public static Clause neighbourDiscovery() {
    return protocol(Protocol.ICMPV6)
        .and(
            Clause.of(
                new Expression.Payload(Expression.Layer.TRANSPORT, 0, 1, 0),
                new Expression.Range(
                    0, false, Data.of((byte) FIRST_DISCOVERY), Data.of((byte) LAST_DISCOVERY))));
  }

  /** To its connection it is one of these. */
  public static Clause state(State... states) {
    int bits = 0;
    for (var state : states) {
      bits |= state.bit;
    }
    return hasBits(ConnectionKey.STATE, bits, Comparison.NOT_EQUAL);
  }

  /** It belongs to a connection that is there, or to one that such a connection expects. */
  public static Clause established() {
    return state(State.ESTABLISHED, State.RELATED);
  }

  /** Its connection's destination was translated. */
  public static Clause destinationTranslated() {
    return hasBits(ConnectionKey.STATUS, NAT_DESTINATION, Comparison.NOT_EQUAL);
  }

  /** Its connection's destination was not translated. */
  public static Clause destinationNotTranslated() {
    return hasBits(ConnectionKey.STATUS, NAT_DESTINATION, Comparison.EQUAL);
  }

  private static Clause hasBits(ConnectionKey key, int bits, Comparison withZero) {
    return Clause.of(
        new Expression.Connection(key, Optional.empty(), 0),
        new Expression.Bitwise(0, Data.number(bits), Data.number(0)),
        new Compare(0, withZero, Data.number(0)));
  }

  /** It has this mark. */
  public static Clause mark(int mark) {
    return Clause.of(
        new Expression.Meta(MetaKey.MARK, 0), new Compare(0, Comparison.EQUAL, Data.number(mark)));
  }

  /** It goes this way of its connection. */
  public static Clause direction(Direction direction) {
    return Clause.of(
        new Expression.Connection(ConnectionKey.DIRECTION, Optional.empty(), 0),
        new Compare(0, Comparison.EQUAL, Data.of((byte) direction.ordinal())));
  }

  /** It is within a rate: so many packets in each period, and so many more at once. */
  public static Clause within(long packets, long seconds, int burst) {
    return Clause.of(new Expression.Limit(packets, seconds, burst, false));
  }

  /** It is beyond that rate. */
  public static Clause beyond(long packets, long seconds, int burst) {
    return Clause.of(new Expression.Limit(packets, seconds, burst, true));
  }

  private static Expression in(String set) {
    return new Expression.Lookup(set, 0, false);
  }

  private static Expression notIn(String set) {
    return new Expression.Lookup(set, 0, true);
  }
}
