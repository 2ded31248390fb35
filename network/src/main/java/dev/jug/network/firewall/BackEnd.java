package dev.jug.network.firewall;

import java.util.Locale;
import java.util.stream.Stream;

/** Which part of the kernel has the rules; called as Docker calls them. */
public enum BackEnd {
  NFTABLES,
  IPTABLES;

  /** As people write it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Reads it.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  public static BackEnd parse(String text) {
    return Stream.of(values())
        .filter(each -> each.word().equals(text))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("there is no firewall back end " + text));
  }
}
