package dev.jug.network.firewall.iptables;

import java.util.Locale;

/**
 * What an engine's chains are called: {@code JUG-FORWARD}, or {@code JUG-1A2B3C4D-FORWARD}.
 *
 * @param prefix what is before all names, in capitals
 */
record ChainNames(String prefix) {
  /** A name has 28 characters at most, and a cable 11; {@code .no} may follow it. */
  private static final int LONGEST_PREFIX = 14;

  static final String GUARD = "GUARD";
  static final String PORTS = "PORTS";
  static final String LEAVING = "LEAVING";
  static final String ARRIVING = "ARRIVING";
  static final String INPUT = "INPUT";
  static final String FORWARD = "FORWARD";
  static final String APART = "APART";
  static final String OUTSIDE = "OUTSIDE";
  static final String POLICIES = "POLICIES";

  /**
   * Those of an engine.
   *
   * @param tag what marks all that is the engine's
   */
  static ChainNames tagged(String tag) {
    var prefix = tag.toUpperCase(Locale.ROOT) + "-";
    if (prefix.length() > LONGEST_PREFIX) {
      throw new IllegalArgumentException("names of chains would be too long with " + prefix);
    }
    return new ChainNames(prefix);
  }

  /**
   * The whole name.
   *
   * @param rest without a dash
   */
  String of(String rest) {
    return prefix + rest;
  }

  /** Whether it may be one of any engine like this. */
  static boolean isAnyEngines(String chain) {
    return chain.startsWith("JUG-");
  }

  /** Whether it is one of this engine; other engines have another dash in theirs. */
  boolean isOurs(String chain) {
    return chain.startsWith(prefix) && chain.indexOf('-', prefix.length()) < 0;
  }
}
