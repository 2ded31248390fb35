package dev.jug.engine.learn;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;

/**
 * Whom a process calls.
 *
 * @param address in numbers
 * @param port 1 … 65535
 */
record Destination(InetAddress address, int port) implements Comparable<Destination> {
  private static final int INET = 2;
  private static final int INET6 = 10;
  private static final int LONGEST = 28;
  private static final int NAMED_MESSAGE = 16;
  private static final int MASK = 0xffff;

  /** Of a call of connect(2), sendto(2) or sendmsg(2); empty if it names nobody elsewhere. */
  static Optional<Destination> of(String call, List<Long> arguments, Caller caller) {
    return switch (call) {
      case "connect" -> at(caller, arguments.get(1), arguments.get(2));
      case "sendto" -> at(caller, arguments.get(4), arguments.get(5));
      case "sendmsg", "sendmmsg" -> inMessage(caller, arguments.get(1));
      case String _ -> Optional.empty();
    };
  }

  /** struct msghdr begins with the address of the name, and its length. */
  private static Optional<Destination> inMessage(Caller caller, long message) {
    var head = caller.memory(message, NAMED_MESSAGE);
    return head.remaining() < NAMED_MESSAGE
        ? Optional.empty()
        : at(caller, head.getLong(0), Integer.toUnsignedLong(head.getInt(8)));
  }

  private static Optional<Destination> at(Caller caller, long address, long length) {
    return address == 0 || length <= 0
        ? Optional.empty()
        : parse(caller.memory(address, (int) Math.min(length, LONGEST)));
  }

  /** Reads a struct sockaddr (ip(7), ipv6(7)). */
  static Optional<Destination> parse(ByteBuffer address) {
    if (address.remaining() < 8) {
      return Optional.empty();
    }
    int family = address.getShort(0) & MASK;
    int port = address.duplicate().order(ByteOrder.BIG_ENDIAN).getShort(2) & MASK;
    if (family == INET) {
      return elsewhere(part(address, 4, 4), port);
    }
    return family == INET6 && address.remaining() >= 24
        ? elsewhere(part(address, 8, 16), port)
        : Optional.empty();
  }

  private static byte[] part(ByteBuffer address, int offset, int length) {
    var bytes = new byte[length];
    address.get(offset, bytes);
    return bytes;
  }

  /** Resolvers try addresses with port 0: that sends nothing. */
  private static Optional<Destination> elsewhere(byte[] bytes, int port) {
    try {
      var address = InetAddress.getByAddress(bytes);
      boolean own = address.isLoopbackAddress() || address.isAnyLocalAddress();
      return own || port == 0 ? Optional.empty() : Optional.of(new Destination(address, port));
    } catch (UnknownHostException e) {
      throw new AssertionError("4 or 16 bytes are an address", e);
    }
  }

  /** As {@code --egress} has it. */
  String rule() {
    var text = address.getHostAddress();
    return (text.contains(":") ? "[" + text + "]" : text) + ":" + port;
  }

  @Override
  public int compareTo(Destination other) {
    return rule().compareTo(other.rule());
  }
}
