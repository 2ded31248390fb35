package dev.jug.engine.view;

import java.time.Duration;

/**
 * Spans of time as Docker words them: {@code 5 seconds}, {@code About an hour}, {@code 3 weeks}.
 */
public final class Age {
  private Age() {}

  /** The words for a span, 0 or more. */
  public static String of(Duration span) {
    long seconds = Math.max(0, span.toSeconds());
    long minutes = span.toMinutes();
    long hours = Math.round(span.toMinutes() / 60.0);
    long days = span.toDays();
    if (seconds < 1) {
      return "Less than a second";
    } else if (seconds < 60) {
      return seconds == 1 ? "1 second" : seconds + " seconds";
    } else if (minutes < 60) {
      return minutes == 1 ? "About a minute" : minutes + " minutes";
    } else if (hours < 48) {
      return hours == 1 ? "About an hour" : hours + " hours";
    } else if (days < 14) {
      return days + " days";
    } else if (days < 60) {
      return days / 7 + " weeks";
    }
    return days < 730 ? days / 30 + " months" : days / 365 + " years";
  }
}
