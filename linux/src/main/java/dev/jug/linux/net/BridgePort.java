package dev.jug.linux.net;

import dev.jug.linux.netlink.Attributes;

/**
 * What a bridge does with a port (linux/if_link.h, IFLA_BRPORT_…).
 *
 * @param isolated it may not speak with other isolated ports
 * @param hairpin what comes from it may go back to it
 */
public record BridgePort(boolean isolated, boolean hairpin) {
  private static final int HAIRPIN = 4;
  private static final int ISOLATED = 33;

  Attributes encode() {
    return Attributes.inHostOrder().u8(HAIRPIN, hairpin ? 1 : 0).u8(ISOLATED, isolated ? 1 : 0);
  }
}
