package dev.jug.network.shaping;

import dev.jug.network.error.NetworkException;
import dev.jug.network.error.NetworkException.Kind;
import java.util.Locale;
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

  /** The endpoint's option that says how many packets a second it may send. */
  public static final String LIMIT = "dev.jug.net-limit";

  private static final int MOST = 100_000_000;

  /**
   * How many packets a second an endpoint may send.
   *
   * @return 0 for as many as it can
   * @throws NetworkException if it is no such number
   */
  public static int limit(Map<String, String> options) {
    var text = options.getOrDefault(LIMIT, "none").toLowerCase(Locale.ROOT);
    if (text.equals("none")) {
      return 0;
    }
    boolean thousands = text.endsWith("k");
    try {
      long said = Long.parseLong(thousands ? text.substring(0, text.length() - 1) : text);
      long limit = thousands ? Math.multiplyExact(said, 1000L) : said;
      if (limit >= 0 && limit <= MOST) {
        return (int) limit;
      }
    } catch (NumberFormatException | ArithmeticException _) {
      // Said below, with other numbers that cannot be.
    }
    throw new NetworkException(
        Kind.INVALID,
        "invalid number of packets a second: '" + text + "'",
        "Examples: 500, 10k, none.");
  }

  /**
   * Reads an endpoint's options.
   *
   * @throws NetworkException if one is no rate
   */
  public static Shaping of(Map<String, String> options) {
    return new Shaping(bandwidth(options, IN), bandwidth(options, OUT));
  }

  private static Optional<Bandwidth> bandwidth(Map<String, String> options, String name) {
    return Optional.ofNullable(options.get(name)).flatMap(Bandwidth::parse);
  }
}
