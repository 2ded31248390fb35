package dev.jug.build.dockerfile;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;

/** Times as Go writes them: {@code 1m30s}, {@code 1.5h}, {@code 250ms}. */
final class GoDuration {
  private static final Pattern PART =
      Pattern.compile("([0-9]{1,12}(?:\\.[0-9]{0,12})?)(ns|us|µs|ms|s|m|h)");
  private static final Map<String, Long> NANOS =
      Map.of(
          "ns", 1L,
          "us", 1_000L,
          "µs", 1_000L,
          "ms", 1_000_000L,
          "s", 1_000_000_000L,
          "m", 60_000_000_000L,
          "h", 3_600_000_000_000L);
  private static final BigDecimal MOST = BigDecimal.valueOf(Long.MAX_VALUE);

  private GoDuration() {}

  static Duration parse(String text) {
    boolean negative = text.startsWith("-");
    var plain = negative || text.startsWith("+") ? text.substring(1) : text;
    if (plain.equals("0")) {
      return Duration.ZERO;
    }
    var total = BigDecimal.ZERO;
    var part = PART.matcher(plain);
    int at = 0;
    while (at < plain.length() && part.find(at) && part.start() == at) {
      var unit = BigDecimal.valueOf(NANOS.getOrDefault(part.group(2), 1L));
      total = total.add(new BigDecimal(part.group(1)).multiply(unit));
      at = part.end();
    }
    if (at == 0 || at < plain.length() || total.compareTo(MOST) > 0) {
      throw new Mistake(
          "time: invalid duration \"" + text + "\"",
          "write a number with ms, s, m or h, as in 30s");
    }
    return Duration.ofNanos(negative ? -total.longValue() : total.longValue());
  }
}
