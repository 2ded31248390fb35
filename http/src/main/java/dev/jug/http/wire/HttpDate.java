package dev.jug.http.wire;

import java.time.Instant;
import java.time.ZoneOffset;

/** The one format of dates that servers send (RFC 9110, 5.6.7). */
public final class HttpDate {
  private static final String DAYS = "MonTueWedThuFriSatSun";
  private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";

  private HttpDate() {}

  /** For example {@code Sun, 06 Nov 1994 08:49:37 GMT}. */
  public static String of(Instant instant) {
    var time = instant.atOffset(ZoneOffset.UTC);
    int day = 3 * (time.getDayOfWeek().getValue() - 1);
    int month = 3 * (time.getMonthValue() - 1);
    var text = new StringBuilder(29).append(DAYS, day, day + 3).append(", ");
    two(text, time.getDayOfMonth()).append(' ').append(MONTHS, month, month + 3).append(' ');
    text.append(time.getYear()).append(' ');
    two(text, time.getHour()).append(':');
    two(text, time.getMinute()).append(':');
    return two(text, time.getSecond()).append(" GMT").toString();
  }

  private static StringBuilder two(StringBuilder text, int number) {
    return (number < 10 ? text.append('0') : text).append(number);
  }
}
