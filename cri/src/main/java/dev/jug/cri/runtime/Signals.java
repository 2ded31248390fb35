package dev.jug.cri.runtime;

import org.jspecify.annotations.Nullable;

/** Signals by the names that the CRI has for them. */
final class Signals {
  private static final String PREFIX = "SIGNAL_";
  private static final String DEFAULT = "SIGNAL_RUNTIME_DEFAULT";

  private Signals() {}

  /** As signal(7) and the engine have it; null for the image's or the usual one. */
  static @Nullable String name(String constant) {
    return constant.equals(DEFAULT)
        ? null
        : constant.substring(PREFIX.length()).replace("PLUS", "+").replace("MINUS", "-");
  }

  /** The constant for a signal; null is the default. */
  static String constant(@Nullable String name) {
    if (name == null) {
      return "SIGNAL_SIGTERM";
    }
    var full = name.startsWith("SIG") ? name : "SIG" + name;
    return PREFIX + full.replace("+", "PLUS").replace("-", "MINUS");
  }
}
