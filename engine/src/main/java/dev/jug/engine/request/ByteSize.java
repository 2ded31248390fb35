package dev.jug.engine.request;

import dev.jug.engine.error.EngineException.Invalid;
import java.util.Locale;
import java.util.regex.Pattern;

/** Sizes as people write them: {@code 64m}, {@code 1.5g}, {@code 4096}. */
public final class ByteSize {
  private static final Pattern FORM = Pattern.compile("(\\d+(?:\\.\\d+)?) ?([kmgtp]?)(?:i?b)?");
  private static final String UNITS = "kmgtp";
  private static final double LARGEST = 1L << 62;

  private ByteSize() {}

  /**
   * Reads a size; units are powers of 1024.
   *
   * @throws Invalid if it is none
   */
  public static long parse(String text) {
    var matcher = FORM.matcher(text.toLowerCase(Locale.ROOT));
    if (!matcher.matches()) {
      throw new Invalid("invalid size: '" + text + "'", "Examples: 512m, 1.5g, 4096.");
    }
    int power = matcher.group(2).isEmpty() ? 0 : UNITS.indexOf(matcher.group(2)) + 1;
    double bytes = Double.parseDouble(matcher.group(1)) * Math.pow(1024, power);
    if (bytes > LARGEST) {
      throw new Invalid("invalid size: '" + text + "' is too large", "");
    }
    return (long) bytes;
  }
}
