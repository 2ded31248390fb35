package dev.jug.kube.model;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * An amount as {@code 500m}, {@code 1Gi} or {@code 1e3} (Kubernetes' resource quantities), exact to
 * a billionth; what is finer is rounded up.
 *
 * @param amount in the resource's unit: processors, bytes
 */
public record Quantity(BigDecimal amount) {
  private static final Pattern FORM =
      Pattern.compile(
          "([-+]?(?:[0-9]{1,40}(?:\\.[0-9]{0,40})?|\\.[0-9]{1,40}))"
              + "(?:[eE]([-+]?[0-9]{1,2})|([KMGTPE]i|[numkMGTPE])?)");

  private static final Map<String, BigDecimal> SUFFIXES =
      Map.ofEntries(
          Map.entry("n", BigDecimal.ONE.scaleByPowerOfTen(-9)),
          Map.entry("u", BigDecimal.ONE.scaleByPowerOfTen(-6)),
          Map.entry("m", BigDecimal.ONE.scaleByPowerOfTen(-3)),
          Map.entry("k", BigDecimal.ONE.scaleByPowerOfTen(3)),
          Map.entry("M", BigDecimal.ONE.scaleByPowerOfTen(6)),
          Map.entry("G", BigDecimal.ONE.scaleByPowerOfTen(9)),
          Map.entry("T", BigDecimal.ONE.scaleByPowerOfTen(12)),
          Map.entry("P", BigDecimal.ONE.scaleByPowerOfTen(15)),
          Map.entry("E", BigDecimal.ONE.scaleByPowerOfTen(18)),
          Map.entry("Ki", binary(10)),
          Map.entry("Mi", binary(20)),
          Map.entry("Gi", binary(30)),
          Map.entry("Ti", binary(40)),
          Map.entry("Pi", binary(50)),
          Map.entry("Ei", binary(60)));

  private static final BigDecimal LARGEST = BigDecimal.valueOf(Long.MAX_VALUE);
  private static final int FINEST = 9;

  private static BigDecimal binary(int exponent) {
    return new BigDecimal(BigInteger.TWO.pow(exponent));
  }

  /**
   * Reads one.
   *
   * @throws IllegalArgumentException if it is none, or does not fit into 63 bits
   */
  public static Quantity parse(String text) {
    var form = FORM.matcher(text);
    if (!form.matches()) {
      throw new IllegalArgumentException(
          "'" + text + "' is no amount: a number, and one of n u m k M G T P E, Ki Mi Gi Ti Pi Ei");
    }
    var amount = new BigDecimal(form.group(1));
    if (form.group(2) != null) {
      amount = amount.scaleByPowerOfTen(Integer.parseInt(form.group(2)));
    } else if (form.group(3) != null) {
      amount = amount.multiply(SUFFIXES.get(form.group(3)));
    }
    if (amount.abs().compareTo(LARGEST) > 0) {
      throw new IllegalArgumentException("'" + text + "' is more than 9223372036854775807");
    }
    if (amount.scale() > FINEST) {
      amount = amount.setScale(FINEST, RoundingMode.UP);
    }
    return new Quantity(amount.stripTrailingZeros());
  }

  /** Whole units, rounded up: bytes. */
  public long value() {
    return amount.setScale(0, RoundingMode.CEILING).longValueExact();
  }

  /**
   * Thousandths, rounded up: of processors.
   *
   * @throws ArithmeticException if they do not fit into a long
   */
  public long milliValue() {
    return amount.scaleByPowerOfTen(3).setScale(0, RoundingMode.CEILING).longValueExact();
  }
}
