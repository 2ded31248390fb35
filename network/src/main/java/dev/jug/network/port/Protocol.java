package dev.jug.network.port;

import dev.jug.network.error.NetworkException;
import dev.jug.network.error.NetworkException.Kind;
import java.util.Locale;

/** A protocol with ports; numbers as in IANA's registry of protocol numbers. */
public enum Protocol {
  TCP(6),
  UDP(17),
  SCTP(132);

  private final int number;

  Protocol(int number) {
    this.number = number;
  }

  /** Its number in the header of an IP packet. */
  public int number() {
    return number;
  }

  /** Its name as people write it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Reads a name.
   *
   * @throws NetworkException if it is none
   */
  public static Protocol parse(String text) {
    for (var protocol : values()) {
      if (protocol.word().equals(text.toLowerCase(Locale.ROOT))) {
        return protocol;
      }
    }
    throw new NetworkException(Kind.INVALID, "invalid proto: " + text, "Use tcp, udp or sctp.");
  }
}
