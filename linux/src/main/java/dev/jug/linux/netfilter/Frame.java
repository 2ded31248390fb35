package dev.jug.linux.netfilter;

import dev.jug.linux.net.MacAddress;
import dev.jug.linux.netfilter.Expression.Compare;
import dev.jug.linux.netfilter.Expression.Comparison;
import dev.jug.linux.netfilter.Expression.Layer;
import dev.jug.linux.netfilter.Expression.MetaKey;

/** Conditions and actions of rules in tables of family {@link Family#BRIDGE}, which see frames. */
public final class Frame {
  /** What a frame carries (IEEE 802 numbers). */
  public static final int IPV4 = 0x0800;

  public static final int ARP = 0x0806;
  public static final int IPV6 = 0x86dd;

  private static final int DESTINATION_AT = 0;
  private static final int SOURCE_AT = 6;
  private static final int TYPE_AT = 12;
  private static final int TYPE_BYTES = 2;
  private static final int ARP_SENDER_AT = 14;
  private static final int NEXT_HEADER_AT = 6;
  private static final int NEIGHBOUR_TARGET_AT = 8;
  private static final int NEIGHBOUR_ADVERTISEMENT = 136;
  private static final byte GROUP = 1;

  /** PACKET_HOST of packet(7): it is for us. */
  private static final byte FOR_US = 0;

  /** Registers behind a device's name. */
  private static final int BEHIND_NAME = 4;

  private Frame() {}

  /** It carries this. */
  public static Clause carries(int type) {
    return Clause.of(
        new Expression.Payload(Layer.LINK, TYPE_AT, TYPE_BYTES, 0),
        new Compare(0, Comparison.EQUAL, Data.port(type)));
  }

  /** It is for a group of devices, or for all. */
  public static Clause isForGroup() {
    return Clause.of(
        new Expression.Payload(Layer.LINK, DESTINATION_AT, 1, 0),
        new Expression.Bitwise(0, Data.of(GROUP), Data.of((byte) 0)),
        new Compare(0, Comparison.EQUAL, Data.of(GROUP)));
  }

  /** It is for one device. */
  public static Clause isForOne() {
    return Clause.of(
        new Expression.Payload(Layer.LINK, DESTINATION_AT, 1, 0),
        new Expression.Bitwise(0, Data.of(GROUP), Data.of((byte) 0)),
        new Compare(0, Comparison.EQUAL, Data.of((byte) 0)));
  }

  /** The device that it came in by and its sender's hardware address are not in a set of such. */
  public static Clause senderNotIn(String set) {
    return fromDevice(new Expression.Payload(Layer.LINK, SOURCE_AT, MacAddress.BYTES, BEHIND_NAME))
        .and(notIn(set));
  }

  /** The device that it came in by and its source address are in a set of such. */
  public static Clause sourceIn(Family family, String set) {
    return fromDevice(PacketField.source(family, BEHIND_NAME)).and(in(set));
  }

  /** It is ARP, and the device that it came in by and who it says sends it are in a set of such. */
  public static Clause arpSenderIn(String set) {
    int bytes = PacketField.addressBytes(Family.IP);
    return fromDevice(new Expression.Payload(Layer.NETWORK, ARP_SENDER_AT, bytes, BEHIND_NAME))
        .and(in(set));
  }

  /** It is ARP that asks whether anybody has an address, on behalf of nobody. */
  public static Clause isArpProbe() {
    return Clause.of(
        new Expression.Payload(Layer.NETWORK, ARP_SENDER_AT, Integer.BYTES, 0),
        new Compare(0, Comparison.EQUAL, Data.of(new byte[Integer.BYTES])));
  }

  /** It is IPv6 with this protocol right behind its header. */
  public static Clause isIpv6(Protocol protocol) {
    return Clause.of(
        new Expression.Payload(Layer.NETWORK, NEXT_HEADER_AT, 1, 0),
        new Compare(0, Comparison.EQUAL, Data.protocol(protocol)));
  }

  /** It is IPv6 with another protocol right behind its header. */
  public static Clause isIpv6Without(Protocol protocol) {
    return Clause.of(
        new Expression.Payload(Layer.NETWORK, NEXT_HEADER_AT, 1, 0),
        new Compare(0, Comparison.NOT_EQUAL, Data.protocol(protocol)));
  }

  /**
   * It is ICMPv6 that says who has an address (RFC 4861, 4.4), and the device that it came in by
   * and that address are not in a set of such.
   */
  public static Clause advertisesOtherThan(String set) {
    int bytes = PacketField.addressBytes(Family.IP6);
    return isIpv6(Protocol.ICMPV6)
        .and(
            Clause.of(
                new Expression.Payload(Layer.TRANSPORT, 0, 1, 0),
                new Compare(0, Comparison.EQUAL, Data.of((byte) NEIGHBOUR_ADVERTISEMENT))))
        .and(
            fromDevice(
                new Expression.Payload(Layer.TRANSPORT, NEIGHBOUR_TARGET_AT, bytes, BEHIND_NAME)))
        .and(notIn(set));
  }

  /** Marks it with what a map from devices to marks has for that by which it came in. */
  public static Clause markByDevice(String map) {
    return Clause.of(
        new Expression.Meta(MetaKey.INPUT_NAME, 0),
        new Expression.MapLookup(map, 0, 0),
        new Expression.SetMeta(MetaKey.MARK, 0));
  }

  /** Its mark and its sender's hardware address are in a set of such. */
  public static Clause markAndSenderIn(String set) {
    return marked(SOURCE_AT).and(in(set));
  }

  /** Its mark and the hardware address that it goes to are in a set of such. */
  public static Clause markAndReceiverIn(String set) {
    return marked(DESTINATION_AT).and(in(set));
  }

  private static Clause marked(int at) {
    return Clause.of(
        new Expression.Meta(MetaKey.MARK, 0),
        new Expression.Payload(Layer.LINK, at, MacAddress.BYTES, 1));
  }

  private static Clause fromDevice(Expression second) {
    return Clause.of(new Expression.Meta(MetaKey.INPUT_NAME, 0), second);
  }

  private static Clause in(String set) {
    return Clause.of(new Expression.Lookup(set, 0, false));
  }

  private static Clause notIn(String set) {
    return Clause.of(new Expression.Lookup(set, 0, true));
  }

  /** Makes it one for this host, under a hardware address that its bridge takes for its own. */
  public static Clause bringToHost(MacAddress mac) {
    return Clause.of(
        new Expression.Immediate(0, Data.of(mac.bytes())),
        new Expression.SetPayload(Layer.LINK, DESTINATION_AT, MacAddress.BYTES, 0),
        new Expression.Immediate(0, Data.of(FOR_US)),
        new Expression.SetMeta(MetaKey.PACKET_TYPE, 0));
  }
}
