package dev.jug.linux.net;

import dev.jug.linux.netlink.Attributes;
import dev.jug.linux.netlink.NetlinkMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How the kernel reads filters (linux/pkt_cls.h, TCA_U32_…). */
final class FilterEncoding {
  private static final int ALL_PROTOCOLS = 0x0003;
  private static final int IPV4 = 0x0800;
  private static final int IPV6 = 0x86dd;
  private static final int CLASS = 1;
  private static final int SELECTOR = 5;
  private static final int ACTIONS = 7;
  private static final byte TERMINAL = 1;
  private static final int SELECTOR_BYTES = 16;
  private static final int KEY_BYTES = 16;
  private static final int MIRRED_BYTES = 28;
  private static final int STOLEN = 4;
  private static final int EGRESS_REDIRECT = 1;

  private FilterEncoding() {}

  /** Priority, and protocol in network order. */
  static int information(PacketFilter filter) {
    int protocol =
        filter
            .source()
            .or(filter::destination)
            .map(prefix -> prefix.isV4() ? IPV4 : IPV6)
            .orElse(ALL_PROTOCOLS);
    var bytes = new byte[] {(byte) (protocol >> Byte.SIZE), (byte) protocol};
    int swapped = Short.toUnsignedInt(NetlinkMessage.buffer(bytes).getShort());
    return filter.priority() << Short.SIZE | swapped;
  }

  static Attributes of(PacketFilter filter) {
    var options = Attributes.inHostOrder();
    options =
        switch (filter.target()) {
          case PacketFilter.ToClass(int number) ->
              options.u32(CLASS, ControlEncoding.HIERARCHY | number);
          case PacketFilter.ToDevice(int index) -> options.nest(ACTIONS, redirect(index));
        };
    options = options.put(SELECTOR, selector(filter));
    return Attributes.inHostOrder()
        .text(ControlEncoding.KIND, "u32")
        .nest(ControlEncoding.OPTIONS, options);
  }

  /** A list of one action: struct tc_mirred in TCA_MIRRED_PARMS. */
  private static Attributes redirect(int index) {
    var mirred =
        NetlinkMessage.structure(
            MIRRED_BYTES,
            out -> out.putInt(8, STOLEN).putInt(20, EGRESS_REDIRECT).putInt(24, index));
    var action =
        Attributes.inHostOrder()
            .text(ControlEncoding.KIND, "mirred")
            .nest(ControlEncoding.OPTIONS, Attributes.inHostOrder().put(2, mirred));
    return Attributes.inHostOrder().nest(1, action);
  }

  /** One key for each four bytes that must match: struct tc_u32_sel. */
  private record Key(int mask, int value, int offset) {}

  private static byte[] selector(PacketFilter filter) {
    var keys = new ArrayList<Key>();
    add(keys, filter.source(), 12, 8);
    add(keys, filter.destination(), 16, 24);
    if (keys.isEmpty()) {
      keys.add(new Key(0, 0, 0));
    }
    return NetlinkMessage.structure(
        SELECTOR_BYTES + keys.size() * KEY_BYTES,
        out -> {
          out.put(TERMINAL).put((byte) 0).put((byte) keys.size()).position(SELECTOR_BYTES);
          keys.forEach(key -> out.putInt(key.mask).putInt(key.value).putInt(key.offset).putInt(0));
        });
  }

  /** The masks and values stay in the order in which they are in packets. */
  private static void add(List<Key> keys, Optional<Prefix> prefix, int v4, int v6) {
    if (prefix.isEmpty()) {
      return;
    }
    var mask = NetlinkMessage.buffer(prefix.get().mask());
    var value = NetlinkMessage.buffer(prefix.get().first().getAddress());
    int offset = prefix.get().isV4() ? v4 : v6;
    for (int at = 0; at < mask.limit(); at += Integer.BYTES) {
      if (mask.getInt(at) != 0) {
        keys.add(new Key(mask.getInt(at), value.getInt(at), offset + at));
      }
    }
  }
}
