package dev.jug.door.text;

import java.util.Locale;

/** Sizes as Docker words them, in powers of 1000: {@code 7.34MB}, {@code 117kB}, {@code 0B}. */
public final class Size {
  private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB", "PB"};

  private Size() {}

  /** Four digits at most, for lists. */
  public static String of(long bytes) {
    return text(bytes, 4);
  }

  /** Three digits at most, for what changes all the time. */
  public static String brief(long bytes) {
    return text(bytes, 3);
  }

  private static String text(long bytes, int digits) {
    double value = bytes;
    int unit = 0;
    while (value >= 1000 && unit < UNITS.length - 1) {
      value /= 1000;
      unit++;
    }
    int whole = value >= 100 ? 3 : value >= 10 ? 2 : 1;
    int most = unit == 0 ? 0 : Math.max(0, Math.min(digits - 1, digits - whole));
    var number = String.format(Locale.ROOT, "%." + most + "f", value);
    return (number.contains(".") ? number.replaceAll("\\.?0+$", "") : number) + UNITS[unit];
  }
}
