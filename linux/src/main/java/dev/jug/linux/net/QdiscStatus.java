package dev.jug.linux.net;

import dev.jug.linux.netlink.NetlinkMessage;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * What a qdisc or a class was like when the kernel was asked.
 *
 * @param kind such as {@code tbf}
 * @param handle its number: major in the upper half, minor in the lower
 * @param parent number of what it is in; all ones: of nothing
 * @param bytes that went through
 * @param packets that went through
 * @param dropped packets that found no room
 * @param delayed how often a packet had to wait for its rate
 * @param waiting bytes that wait now
 */
public record QdiscStatus(
    String kind,
    int handle,
    int parent,
    long bytes,
    long packets,
    long dropped,
    long delayed,
    long waiting) {
  private static final int STATISTICS = 7;
  private static final int BASIC = 1;
  private static final int QUEUE = 3;
  private static final int BASIC_BYTES = 12;
  private static final int QUEUE_BYTES = 20;

  static QdiscStatus of(NetlinkMessage message) {
    var body = message.body();
    var statistics = message.attributes().nested(STATISTICS);
    var basic = structure(statistics.bytes(BASIC), BASIC_BYTES);
    var queue = structure(statistics.bytes(QUEUE), QUEUE_BYTES);
    return new QdiscStatus(
        message.attributes().text(ControlEncoding.KIND),
        body.getInt(ControlEncoding.HANDLE_AT),
        body.getInt(ControlEncoding.PARENT_AT),
        basic.getLong(0),
        Integer.toUnsignedLong(basic.getInt(8)),
        Integer.toUnsignedLong(queue.getInt(8)),
        Integer.toUnsignedLong(queue.getInt(16)),
        Integer.toUnsignedLong(queue.getInt(4)));
  }

  private static ByteBuffer structure(byte[] bytes, int atLeast) {
    return NetlinkMessage.buffer(Arrays.copyOf(bytes, Math.max(bytes.length, atLeast)));
  }
}
