package dev.jug.linux.netfilter;

import dev.jug.linux.net.Prefix;
import dev.jug.linux.netfilter.Expression.Compare;
import dev.jug.linux.netfilter.Expression.Comparison;
import dev.jug.linux.netfilter.Expression.Layer;

/** Where things are in packets. */
final class PacketField {
  private static final int PORT_BYTES = 2;
  private static final int DESTINATION_PORT_AT = 2;
  private static final int SOURCE4_AT = 12;
  private static final int DESTINATION4_AT = 16;
  private static final int SOURCE6_AT = 8;
  private static final int DESTINATION6_AT = 24;

  private PacketField() {}

  static int addressBytes(Family family) {
    return family == Family.IP ? 4 : 16;
  }

  static Expression source(Family family, int register) {
    int at = family == Family.IP ? SOURCE4_AT : SOURCE6_AT;
    return new Expression.Payload(Layer.NETWORK, at, addressBytes(family), register);
  }

  static Expression destination(Family family, int register) {
    int at = family == Family.IP ? DESTINATION4_AT : DESTINATION6_AT;
    return new Expression.Payload(Layer.NETWORK, at, addressBytes(family), register);
  }

  static Expression destinationPort(int register) {
    return new Expression.Payload(Layer.TRANSPORT, DESTINATION_PORT_AT, PORT_BYTES, register);
  }

  static Clause within(Expression load, Prefix prefix, Comparison comparison) {
    var mask = Data.of(prefix.mask());
    var compare = new Compare(0, comparison, Data.address(prefix.first()));
    return mask.isAll(0xff)
        ? Clause.of(load, compare)
        : Clause.of(
            load, new Expression.Bitwise(0, mask, Data.of(new byte[mask.length()])), compare);
  }
}
