package dev.jug.network.shaping;

import dev.jug.network.error.NetworkException;
import dev.jug.network.error.NetworkException.Kind;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What goes through a token bucket (tc-tbf(8)).
 *
 * @param rate bytes a second
 * @param burst bytes that may go at once
 */
public record Bandwidth(long rate, int burst) {
  private static final Pattern NUMBER = Pattern.compile("(\\d{1,15}(?:\\.\\d{1,6})?)([a-z]*)");

  /** In bits a second, as tc(8) has them; those that end in bps are bytes. */
  private static final Map<String, Long> RATES =
      Map.ofEntries(
          Map.entry("", 1L),
          Map.entry("bit", 1L),
          Map.entry("kbit", 1_000L),
          Map.entry("mbit", 1_000_000L),
          Map.entry("gbit", 1_000_000_000L),
          Map.entry("kibit", 1L << 10),
          Map.entry("mibit", 1L << 20),
          Map.entry("gibit", 1L << 30),
          Map.entry("bps", 8L),
          Map.entry("kbps", 8_000L),
          Map.entry("mbps", 8_000_000L),
          Map.entry("gbps", 8_000_000_000L),
          Map.entry("kibps", 8L << 10),
          Map.entry("mibps", 8L << 20),
          Map.entry("gibps", 8L << 30));

  /** In bytes, as tc(8) has them. */
  private static final Map<String, Long> SIZES =
      Map.of("", 1L, "b", 1L, "k", 1L << 10, "kb", 1L << 10, "m", 1L << 20, "mb", 1L << 20);

  private static final String BURST = ":burst=";
  private static final int BITS = 8;
  private static final long LEAST_RATE = 1_000;
  private static final long MOST_RATE = 125_000_000_000L;

  /** Less than the longest packet of a usual network would let none of them through. */
  private static final int LEAST_BURST = 1_600;

  private static final int MOST_BURST = 1 << 28;

  /** What a rate brings in ten milliseconds may go at once, and so much in any case. */
  private static final int PARTS_OF_A_SECOND = 100;

  /** Two packets of a usual network: with more, what a slow rate brings in a second is not true. */
  private static final int USUAL_BURST = 2 * LEAST_BURST;

  /**
   * Reads {@code RATE[:burst=SIZE]}, such as {@code 10mbit} or {@code 2mbps:burst=64k}.
   *
   * @return empty for {@code none} and 0: as fast as it goes
   * @throws NetworkException if it is no rate, or not one of 8 kbit to 1000 gbit
   */
  public static Optional<Bandwidth> parse(String text) {
    var lower = text.toLowerCase(Locale.ROOT);
    int colon = lower.indexOf(':');
    var said = colon < 0 ? lower : lower.substring(0, colon);
    if (said.equals("none") || said.equals("0")) {
      return Optional.empty();
    }
    long rate = number(said, RATES, text) / BITS;
    if (rate < LEAST_RATE || rate > MOST_RATE) {
      throw invalid(text, "Rates are from 8kbit to 1000gbit.");
    }
    return Optional.of(new Bandwidth(rate, colon < 0 ? usual(rate) : burst(lower, colon, text)));
  }

  private static int usual(long rate) {
    return Math.clamp(rate / PARTS_OF_A_SECOND, USUAL_BURST, MOST_BURST);
  }

  private static int burst(String lower, int colon, String text) {
    if (!lower.startsWith(BURST, colon)) {
      throw invalid(text, "Write RATE or RATE:burst=SIZE.");
    }
    long burst = number(lower.substring(colon + BURST.length()), SIZES, text);
    if (burst < LEAST_BURST || burst > MOST_BURST) {
      throw invalid(text, "A burst is from 1600 bytes, a packet, to 256m.");
    }
    return (int) burst;
  }

  private static long number(String said, Map<String, Long> units, String text) {
    var matcher = NUMBER.matcher(said);
    var unit = matcher.matches() ? units.get(matcher.group(2)) : null;
    if (unit == null) {
      throw invalid(text, "Examples: 10mbit, 500kbit, 2mbps (bytes), 1gbit:burst=256k, none.");
    }
    return new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(unit)).longValue();
  }

  private static NetworkException invalid(String text, String remedy) {
    return new NetworkException(Kind.INVALID, "invalid network rate: '" + text + "'", remedy);
  }
}
