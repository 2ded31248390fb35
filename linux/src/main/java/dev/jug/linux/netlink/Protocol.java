package dev.jug.linux.netlink;

import java.nio.ByteOrder;

/** A part of the kernel that is spoken to over netlink(7). */
public enum Protocol {
  NETLINK_ROUTE(0, ByteOrder.nativeOrder()),
  NETLINK_NETFILTER(12, ByteOrder.BIG_ENDIAN);

  private final int number;
  private final ByteOrder order;

  Protocol(int number, ByteOrder order) {
    this.number = number;
    this.order = order;
  }

  int number() {
    return number;
  }

  /** In which the numbers in attributes are. */
  ByteOrder order() {
    return order;
  }
}
