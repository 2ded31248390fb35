package dev.jug.linux.netfilter;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * A packet that a rule reported.
 *
 * @param prefix what the rule says of it
 * @param source where it comes from
 * @param destination where it was to go
 * @param protocol over IP, IANA's number
 * @param port of the destination; 0 if the protocol has none
 */
public record LoggedPacket(
    String prefix, InetAddress source, InetAddress destination, int protocol, int port) {
  /** As many bytes as have all of this. */
  static final int HEADERS = 64;

  private static final int HEADER_4 = 20;
  private static final int PROTOCOL_4_AT = 9;
  private static final int SOURCE_4_AT = 12;
  private static final int HEADER_6 = 40;
  private static final int PROTOCOL_6_AT = 6;
  private static final int SOURCE_6_AT = 8;

  /** Reads the beginning of a packet; empty if it is neither IPv4 nor IPv6, or cut too short. */
  static Optional<LoggedPacket> read(String prefix, byte[] packet) {
    if (packet.length >= HEADER_4 && packet[0] >> 4 == 4) {
      int length = (packet[0] & 0xf) * Integer.BYTES;
      return Optional.of(read(prefix, packet, SOURCE_4_AT, 4, packet[PROTOCOL_4_AT], length));
    }
    if (packet.length >= HEADER_6 && packet[0] >> 4 == 6) {
      return Optional.of(read(prefix, packet, SOURCE_6_AT, 16, packet[PROTOCOL_6_AT], HEADER_6));
    }
    return Optional.empty();
  }

  private static LoggedPacket read(
      String prefix, byte[] packet, int source, int bytes, byte protocol, int header) {
    int number = Byte.toUnsignedInt(protocol);
    boolean hasPorts =
        number == Protocol.TCP.number()
            || number == Protocol.UDP.number()
            || number == Protocol.SCTP.number();
    boolean isThere = packet.length >= header + Integer.BYTES;
    int port =
        hasPorts && isThere
            ? Short.toUnsignedInt(ByteBuffer.wrap(packet).getShort(header + Short.BYTES))
            : 0;
    return new LoggedPacket(
        prefix,
        address(packet, source, bytes),
        address(packet, source + bytes, bytes),
        number,
        port);
  }

  private static InetAddress address(byte[] packet, int at, int bytes) {
    try {
      return InetAddress.getByAddress(Arrays.copyOfRange(packet, at, at + bytes));
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("an address of " + bytes + " bytes", e);
    }
  }
}
