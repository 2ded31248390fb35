package dev.jug.linux.netlink;

import java.util.List;

/**
 * What is asked of the kernel.
 *
 * @param structBytes length of the structure in each of the answers
 * @param shown what a reader of an error needs to see, such as the type's name and a device's
 */
public record Request(NetlinkMessage message, int structBytes, List<Object> shown) {
  /** For a request that is told from others by these words. */
  public static Request of(NetlinkMessage message, int structBytes, Object... shown) {
    return new Request(message, structBytes, List.of(shown));
  }

  /** The same, to be answered even if it is granted. */
  public Request acknowledged() {
    return new Request(message.acknowledged(), structBytes, shown);
  }

  /** Whether the kernel says when it is done with it. */
  boolean isAnswered() {
    return (message.flags() & (NetlinkMessage.ACKNOWLEDGE | NetlinkMessage.DUMP)) != 0;
  }
}
