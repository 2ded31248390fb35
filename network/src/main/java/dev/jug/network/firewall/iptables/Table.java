package dev.jug.network.firewall.iptables;

import java.util.Locale;

/** A table of iptables(8), in the order in which packets come through them. */
enum Table {
  RAW,
  NAT,
  FILTER;

  /** As iptables calls it. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
