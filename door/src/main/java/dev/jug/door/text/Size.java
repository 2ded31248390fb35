package dev.jug.door.text;

import java.util.Locale;

/** Sizes as Docker words them, in powers of 1000: {@code 7.34MB}, {@code 117kB}, {@code 0B}. */
public final class Size {
  private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB", "PB"};
  private static final String[] BINARY_UNITS = {"B", "KiB", "MiB", "GiB", "TiB", "PiB"};

  private Size() {}

  /** Four digits at most, for lists. */
  public static String of(long bytes) {
    return text(bytes, 4, 1000, UNITS);
  }

  /** Three digits at most, for what changes all the time. */
  public static String brief(long bytes) {
    return text(bytes, 3, 1000, UNITS);
  }

  /** In powers of 1024, four digits at most: {@code 7.34MiB}. */
  public static String binary(long bytes) {
    return text(bytes, 4, 1024, BINARY_UNITS);
  }

  private static String text(long bytes, int digits, int step, String[] units) {
    double value = bytes;
    int unit = 0;
    while (value >= step && unit < units.length - 1) {
      value /= step;
      unit++;
    }
    int whole = value >= 100 ? 3 : value >= 10 ? 2 : 1;
    int most = unit == 0 ? 0 : Math.max(0, Math.min(digits - 1, digits - whole));
    var number = String.format(Locale.ROOT, "%." + most + "f", value);
    return (number.contains(".") ? number.replaceAll("\\.?0+$", "") : number) + units[unit];
  }
}
