package dev.jug.linux.net;

import java.nio.ByteBuffer;

/** How the kernel reads rates (linux/pkt_sched.h, struct tc_ratespec). */
final class Rate {
  static final int BYTES = 12;

  /** TC_LINKLAYER_ETHERNET: the kernel computes by itself, and wants no tables. */
  private static final byte ETHERNET = 1;

  private static final long MOST = 0xffff_ffffL;
  private static final long NANOSECONDS = 1_000_000_000;
  private static final int TICK_SHIFT = 6;

  private Rate() {}

  static void check(long rate, int burst) {
    if (rate < 1 || burst < 1) {
      throw new IllegalArgumentException("a rate of " + rate + " with a burst of " + burst);
    }
  }

  /** A rate that does not fit is written as the most, and again in an attribute of its own. */
  static ByteBuffer put(ByteBuffer out, long rate) {
    out.put((byte) 0).put(ETHERNET).putShort((short) 0).putShort((short) 0).putShort((short) 0);
    return out.putInt((int) Math.min(rate, MOST));
  }

  /** How long so many bytes take, in the kernel's ticks of 64 nanoseconds. */
  static int ticks(int bytes, long rate) {
    long nanoseconds = Math.multiplyExact(bytes, NANOSECONDS) / rate;
    return (int) Math.min(nanoseconds >> TICK_SHIFT, Integer.MAX_VALUE);
  }
}
