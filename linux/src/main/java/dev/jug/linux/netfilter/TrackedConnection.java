package dev.jug.linux.netfilter;

import dev.jug.linux.netlink.Attributes;
import dev.jug.linux.netlink.NetlinkMessage;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/**
 * A connection that the kernel tracks.
 *
 * @param protocol over IP, IANA's number
 * @param destination where its first packet went, before translations
 * @param port the same
 * @param answerer who answers, behind translations
 * @param answeringPort the same
 */
public record TrackedConnection(
    int protocol, InetAddress destination, int port, InetAddress answerer, int answeringPort) {
  private static final int ORIGINAL = 1;
  private static final int REPLY = 2;
  private static final int ADDRESSES = 1;
  private static final int PROTOCOL = 2;
  private static final int NUMBER = 1;
  private static final int SOURCE_PORT = 2;
  private static final int DESTINATION_PORT = 3;
  private static final int[] SOURCES = {1, 3};
  private static final int[] DESTINATIONS = {2, 4};

  /**
   * Reads CTA_…; empty if it is of a protocol without ports.
   *
   * @throws dev.jug.linux.SysException with EBADMSG if its lengths cannot be right
   */
  static Optional<TrackedConnection> read(Attributes connection) {
    var original = connection.nested(ORIGINAL);
    var reply = connection.nested(REPLY);
    var protocol = original.nested(PROTOCOL);
    var destination = address(original.nested(ADDRESSES), DESTINATIONS);
    var answerer = address(reply.nested(ADDRESSES), SOURCES);
    if (destination.isEmpty() || answerer.isEmpty() || !protocol.has(DESTINATION_PORT)) {
      return Optional.empty();
    }
    return Optional.of(
        new TrackedConnection(
            (int) protocol.number(NUMBER),
            destination.get(),
            (int) protocol.number(DESTINATION_PORT),
            answerer.get(),
            (int) reply.nested(PROTOCOL).number(SOURCE_PORT)));
  }

  private static Optional<InetAddress> address(Attributes addresses, int[] kinds) {
    for (int kind : kinds) {
      if (addresses.has(kind)) {
        return Optional.of(address(addresses.bytes(kind)));
      }
    }
    return Optional.empty();
  }

  private static InetAddress address(byte[] bytes) {
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException _) {
      throw NetlinkMessage.malformed("an address of " + bytes.length + " bytes");
    }
  }
}
