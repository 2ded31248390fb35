package dev.jug.engine.process;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times and spans as ps(1) writes them. */
final class Times {
  private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("MMMdd", Locale.ENGLISH);
  private static final DateTimeFormatter WHOLE =
      DateTimeFormatter.ofPattern("EEE MMM d HH:mm:ss yyyy", Locale.ENGLISH);

  private Times() {}

  /** {@code 14:05} of today, {@code Jan31} of this year, else the year. */
  static String start(Instant start, Instant now, ZoneId zone) {
    var then = start.atZone(zone);
    var today = now.atZone(zone);
    if (then.toLocalDate().equals(today.toLocalDate())) {
      return MINUTE.format(then);
    }
    return then.getYear() == today.getYear() ? DAY.format(then) : Integer.toString(then.getYear());
  }

  /** Such as {@code Sat Jan 31 14:05:09 2026}. */
  static String whole(Instant instant, ZoneId zone) {
    return WHOLE.format(ZonedDateTime.ofInstant(instant, zone));
  }

  /** {@code [DAYS-]HH:MM:SS}. */
  static String used(Duration span) {
    var days = span.toDays() > 0 ? span.toDays() + "-" : "";
    return days
        + String.format(
            Locale.ROOT,
            "%02d:%02d:%02d",
            span.toHoursPart(),
            span.toMinutesPart(),
            span.toSecondsPart());
  }

  /** {@code MINUTES:SS}. */
  static String brief(Duration span) {
    return String.format(Locale.ROOT, "%d:%02d", span.toMinutes(), span.toSecondsPart());
  }

  /** {@code [[DAYS-]HH:]MM:SS}. */
  static String age(Duration span) {
    return span.toHours() > 0
        ? used(span)
        : String.format(Locale.ROOT, "%02d:%02d", span.toMinutes(), span.toSecondsPart());
  }
}
