package dev.jug.linux.netfilter;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Whose packets a table sees, or what addresses are of (linux/netfilter.h, NFPROTO_…). */
public enum Family {
  INET(1),
  IP(2),
  ARP(3),
  NETDEV(5),
  BRIDGE(7),
  IP6(10);

  private final int number;

  Family(int number) {
    this.number = number;
  }

  int number() {
    return number;
  }

  static Optional<Family> of(int number) {
    return Arrays.stream(values()).filter(family -> family.number == number).findFirst();
  }

  /** {@link #IP} or {@link #IP6}. */
  public static Family of(InetAddress address) {
    return address instanceof Inet4Address ? IP : IP6;
  }

  /** As nft(8) has it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
