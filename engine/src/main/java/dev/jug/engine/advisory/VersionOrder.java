package dev.jug.engine.advisory;

import java.util.Comparator;
import java.util.Optional;

/** In which order a package manager has versions. */
final class VersionOrder {
  private VersionOrder() {}

  /**
   * That of an ecosystem.
   *
   * @param ecosystem as OSV names it, such as {@code Debian:12}
   * @return empty if nobody here knows: then only versions that are listed count
   */
  static Optional<Comparator<String>> of(String ecosystem) {
    int colon = ecosystem.indexOf(':');
    return switch (colon < 0 ? ecosystem : ecosystem.substring(0, colon)) {
      case "Debian", "Ubuntu" -> Optional.of(new DebianOrder());
      case "Alpine" -> Optional.of(new AlpineOrder());
      default -> Optional.empty();
    };
  }
}
