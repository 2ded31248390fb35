package dev.jug.engine.request;

import dev.jug.engine.error.EngineException.Invalid;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A token bucket of processor time ({@code --cpu-tbf}), by the kernel's quota and burst
 * (scheduler/sched-bwc.rst). A quota is what flows in within each period; what nobody used is kept,
 * up to the burst. At its fullest the bucket holds quota and burst together. The kernel takes no
 * burst above the quota, so half of the bucket is quota, and the period is how long that takes to
 * flow in.
 *
 * @param quota microseconds that flow in within a period
 * @param period microseconds
 * @param burst microseconds that are kept
 */
public record CpuBucket(long quota, long period, long burst) {
  private static final String ADVICE = "Example: --cpu-tbf rate=20%,bucket=200ms.";
  private static final long LEAST = 1000;
  private static final long LONGEST_PERIOD = 1_000_000;

  /**
   * Reads {@code rate=PERCENT%,bucket=TIME}, the rate of one processor.
   *
   * @throws Invalid if it makes no sense, or the kernel can keep no such bucket
   */
  public static CpuBucket parse(String text) {
    var fields = fields(text);
    var rate = rate(fields.getOrDefault("rate", ""));
    long bucket = micros(fields.getOrDefault("bucket", ""));
    long quota = bucket / 2;
    long period = BigDecimal.valueOf(quota).divide(rate, 0, RoundingMode.HALF_UP).longValueExact();
    if (quota < LEAST || period < LEAST) {
      throw new Invalid(
          "bucket=" + fields.get("bucket") + " is too small for this rate",
          "The kernel fills in portions of 1ms or more, at most once in 1ms: at least "
              + millis(rate.max(BigDecimal.ONE).multiply(BigDecimal.valueOf(2 * LEAST)))
              + "ms.");
    }
    if (period > LONGEST_PERIOD) {
      throw new Invalid(
          "bucket=" + fields.get("bucket") + " is too large for this rate",
          "The kernel keeps what flows in within two seconds at most: here "
              + millis(rate.multiply(BigDecimal.valueOf(2 * LONGEST_PERIOD)))
              + "ms.");
    }
    return new CpuBucket(quota, period, quota);
  }

  private static Map<String, String> fields(String text) {
    var fields = new LinkedHashMap<String, String>();
    for (var part : text.split(",", -1)) {
      var pair = part.split("=", 2);
      boolean known = pair[0].equals("rate") || pair[0].equals("bucket");
      if (!known || pair.length < 2 || fields.put(pair[0], pair[1]) != null) {
        throw new Invalid("invalid bucket of processor time: \"" + text + "\"", ADVICE);
      }
    }
    return fields;
  }

  private static BigDecimal rate(String text) {
    try {
      var percent = new BigDecimal(text.endsWith("%") ? text.substring(0, text.length() - 1) : "");
      if (percent.signum() > 0) {
        return percent.movePointLeft(2);
      }
    } catch (NumberFormatException _) {
      // Said below.
    }
    throw new Invalid(
        "invalid rate of processor time: \"" + text + "\" is not a percentage of one processor",
        ADVICE);
  }

  private static long micros(String text) {
    int unit = text.endsWith("ms") ? 1000 : text.endsWith("us") ? 1 : 0;
    try {
      if (unit != 0) {
        var number = new BigDecimal(text.substring(0, text.length() - 2));
        if (number.signum() > 0) {
          return number.multiply(BigDecimal.valueOf(unit)).longValue();
        }
      } else if (text.endsWith("s")) {
        return micros(
            new BigDecimal(text.substring(0, text.length() - 1)).movePointRight(3) + "ms");
      }
    } catch (NumberFormatException _) {
      // Said below.
    }
    throw new Invalid(
        "invalid bucket of processor time: \"" + text + "\" is not a time such as 200ms", ADVICE);
  }

  private static String millis(BigDecimal micros) {
    return micros.movePointLeft(3).stripTrailingZeros().toPlainString();
  }
}
