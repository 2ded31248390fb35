package dev.jug.linux.net;

import dev.jug.linux.netlink.Attributes;
import dev.jug.linux.netlink.NetlinkMessage;

/** How the kernel reads qdiscs and classes (linux/pkt_sched.h). */
final class ControlEncoding {
  /** struct tcmsg: family, padding, index of the device, handle, parent, information. */
  static final int BYTES = 20;

  static final int DEVICE_AT = 4;
  static final int HANDLE_AT = 8;
  static final int PARENT_AT = 12;
  static final int INFORMATION_AT = 16;
  static final int KIND = 1;
  static final int OPTIONS = 2;

  /** TC_H_ROOT and TC_H_CLSACT, and what both sides of the latter are called. */
  static final int ROOT = -1;

  static final int CLSACT = 0xffff_fff1;
  static final int INGRESS = 0xffff_fff2;

  /**
   * Of the root qdisc, by its kind: 1:0, 2:0 and 3:0. The kernel does not put one kind in the place
   * of another under the same number.
   */
  static final int BUCKET = 0x1_0000;

  static final int HIERARCHY = 0x2_0000;
  static final int FIFO = 0x3_0000;

  private static final int TBF_BYTES = 2 * Rate.BYTES + 12;
  private static final int HTB_CLASS_BYTES = 2 * Rate.BYTES + 20;
  private static final int HTB_BYTES = 20;
  private static final int HTB_VERSION = 3;
  private static final int RATE_TO_QUANTUM = 10;

  private ControlEncoding() {}

  static byte[] body(int device, int handle, int parent, int information) {
    return NetlinkMessage.structure(
        BYTES,
        out ->
            out.putInt(DEVICE_AT, device)
                .putInt(HANDLE_AT, handle)
                .putInt(PARENT_AT, parent)
                .putInt(INFORMATION_AT, information));
  }

  static int handle(Qdisc qdisc) {
    return switch (qdisc) {
      case Qdisc.TokenBucket _ -> BUCKET;
      case Qdisc.Hierarchy _ -> HIERARCHY;
      case Qdisc.Fifo _ -> FIFO;
    };
  }

  static Attributes of(Qdisc qdisc) {
    var kind = Attributes.inHostOrder().text(KIND, qdisc.kernelName());
    return switch (qdisc) {
      case Qdisc.TokenBucket bucket -> kind.nest(OPTIONS, options(bucket));
      case Qdisc.Hierarchy hierarchy -> kind.nest(OPTIONS, options(hierarchy));
      case Qdisc.Fifo(int limit) ->
          kind.put(OPTIONS, NetlinkMessage.structure(Integer.BYTES, out -> out.putInt(limit)));
    };
  }

  /** struct tc_tbf_qopt; TCA_TBF_RATE64 and TCA_TBF_BURST say the same more exactly. */
  private static Attributes options(Qdisc.TokenBucket bucket) {
    var parameters =
        NetlinkMessage.structure(
            TBF_BYTES,
            out -> {
              Rate.put(out, bucket.rate()).position(2 * Rate.BYTES);
              out.putInt(bucket.limit()).putInt(Rate.ticks(bucket.burst(), bucket.rate()));
            });
    var options = Attributes.inHostOrder().put(1, parameters).u64(4, bucket.rate());
    return options.u32(6, bucket.burst());
  }

  /** struct tc_htb_glob. */
  private static Attributes options(Qdisc.Hierarchy hierarchy) {
    var global =
        NetlinkMessage.structure(
            HTB_BYTES,
            out ->
                out.putInt(HTB_VERSION).putInt(RATE_TO_QUANTUM).putInt(hierarchy.defaultClass()));
    return Attributes.inHostOrder().put(2, global);
  }

  /** struct tc_htb_opt; TCA_HTB_RATE64 and TCA_HTB_CEIL64 say the same more exactly. */
  static Attributes of(TrafficClass shaped) {
    var parameters =
        NetlinkMessage.structure(
            HTB_CLASS_BYTES,
            out -> {
              Rate.put(Rate.put(out, shaped.rate()), shaped.ceiling());
              out.putInt(Rate.ticks(shaped.burst(), shaped.rate()));
              out.putInt(Rate.ticks(shaped.burst(), shaped.ceiling()));
              out.putInt(shaped.quantum());
            });
    var options =
        Attributes.inHostOrder().put(1, parameters).u64(6, shaped.rate()).u64(7, shaped.ceiling());
    return Attributes.inHostOrder().text(KIND, "htb").nest(OPTIONS, options);
  }
}
