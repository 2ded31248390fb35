package dev.jug.linux.netfilter;

/** Protocols over IP (IANA's protocol numbers). */
public enum Protocol {
  ICMP(1),
  TCP(6),
  UDP(17),
  ICMPV6(58),
  SCTP(132);

  private final int number;

  Protocol(int number) {
    this.number = number;
  }

  int number() {
    return number;
  }
}
