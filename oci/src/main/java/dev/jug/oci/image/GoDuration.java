package dev.jug.oci.image;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Durations as Go writes them, and so do the tools around images and containers: {@code 90s},
 * {@code 1h30m}, {@code 1.5h}, {@code 250ms}. No sign is read.
 */
public final class GoDuration {
  private static final String NUMBER = "([0-9]{1,12}(?:\\.[0-9]{0,12})?)";
  private static final String UNIT = "(ns|us|µs|ms|s|m|h|d)";
  private static final Pattern PART = Pattern.compile(NUMBER + UNIT);
  private static final Pattern WHOLE = Pattern.compile("(?:" + NUMBER + UNIT + ")+");
  private static final BigDecimal MOST = BigDecimal.valueOf(Long.MAX_VALUE);
  private static final String DAY = "d";
  private static final Map<String, Long> NANOS =
      Map.of(
          "ns",
          1L,
          "us",
          1_000L,
          "µs",
          1_000L,
          "ms",
          1_000_000L,
          "s",
          1_000_000_000L,
          "m",
          60_000_000_000L,
          "h",
          3_600_000_000_000L,
          DAY,
          86_400_000_000_000L);

  private GoDuration() {}

  /** The duration that a text says; empty if it says none, or one of more than 292 years. */
  public static Optional<Duration> tryParse(String text) {
    return text.contains(DAY) ? Optional.empty() : tryParseWithDays(text);
  }

  /** The same, also in days, which Go does not have: {@code 7d}. */
  public static Optional<Duration> tryParseWithDays(String text) {
    if (!WHOLE.matcher(text).matches()) {
      return Optional.empty();
    }
    var total = BigDecimal.ZERO;
    var part = PART.matcher(text);
    while (part.find()) {
      var unit = BigDecimal.valueOf(NANOS.getOrDefault(part.group(2), 1L));
      total = total.add(new BigDecimal(part.group(1)).multiply(unit));
    }
    return total.compareTo(MOST) > 0
        ? Optional.empty()
        : Optional.of(Duration.ofNanos(total.longValue()));
  }
}
