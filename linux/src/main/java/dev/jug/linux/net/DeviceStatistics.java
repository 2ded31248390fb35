package dev.jug.linux.net;

import dev.jug.linux.netlink.NetlinkMessage;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** What went through a device since it was made (linux/if_link.h, struct rtnl_link_stats64). */
public record DeviceStatistics(Direction received, Direction sent) {
  private static final int RECEIVED_AT = 0;
  private static final int SENT_AT = 8;
  private static final int BYTES = 64;

  /** One way. */
  public record Direction(long packets, long bytes, long errors, long dropped) {}

  static DeviceStatistics of(byte[] structure) {
    var in = NetlinkMessage.buffer(Arrays.copyOf(structure, Math.max(structure.length, BYTES)));
    return new DeviceStatistics(direction(in, RECEIVED_AT), direction(in, SENT_AT));
  }

  /** Each number of one direction is followed by that of the other. */
  private static Direction direction(ByteBuffer in, int at) {
    return new Direction(
        in.getLong(at), in.getLong(at + 16), in.getLong(at + 32), in.getLong(at + 48));
  }
}
