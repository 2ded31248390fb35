package dev.jug.network.shaping;

import java.util.Map;
import java.util.Optional;

/**
 * How fast an endpoint may be.
 *
 * @param in what comes into the container; empty: as fast as it goes
 * @param out what goes out of it
 */
public record Shaping(Optional<Bandwidth> in, Optional<Bandwidth> out) {
  /** The endpoint's option that says {@link #in}. */
  public static final String IN = "dev.jug.net-in";

  /** The endpoint's option that says {@link #out}. */
  public static final String OUT = "dev.jug.net-out";

  /**
   * Reads an endpoint's options.
   *
   * @throws dev.jug.network.error.NetworkException if one is no rate
   */
  public static Shaping of(Map<String, String> options) {
    return new Shaping(bandwidth(options, IN), bandwidth(options, OUT));
  }

  private static Optional<Bandwidth> bandwidth(Map<String, String> options, String name) {
    return Optional.ofNullable(options.get(name)).flatMap(Bandwidth::parse);
  }
}
