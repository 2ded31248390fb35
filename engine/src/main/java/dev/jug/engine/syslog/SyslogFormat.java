package dev.jug.engine.syslog;

import dev.jug.engine.error.EngineException.Invalid;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;

/**
 * How a message is written.
 *
 * @param style of the head
 * @param facility 0 to 23 ({@code syslog-facility})
 */
public record SyslogFormat(Style style, int facility) {
  /** Forms of heads ({@code syslog-format}). */
  public enum Style {
    /** For a daemon of this machine, which knows its name. */
    LOCAL(""),
    /** With the machine's name (RFC 3164). */
    RFC3164("rfc3164"),
    /** RFC 5424, in seconds. */
    RFC5424("rfc5424"),
    /** RFC 5424, in microseconds. */
    RFC5424_MICRO("rfc5424micro");

    private final String word;

    Style(String word) {
      this.word = word;
    }

    static Style parse(String text) {
      for (var style : values()) {
        if (style.word.equals(text)) {
          return style;
        }
      }
      throw new Invalid(
          "Invalid syslog format: " + text, "There are rfc3164, rfc5424 and rfc5424micro.");
    }
  }

  /** The names that syslog(3) has, in the order of their numbers. */
  private static final List<String> FACILITIES =
      List.of(
          "kern",
          "user",
          "mail",
          "daemon",
          "auth",
          "syslog",
          "lpr",
          "news",
          "uucp",
          "cron",
          "authpriv",
          "ftp",
          "",
          "",
          "",
          "",
          "local0",
          "local1",
          "local2",
          "local3",
          "local4",
          "local5",
          "local6",
          "local7");

  private static final int DAEMON = 3;
  private static final int LARGEST = 23;
  private static final int SEVERITIES = 8;
  private static final int ERROR = 3;
  private static final int INFORMATION = 6;
  private static final DateTimeFormatter OLD =
      DateTimeFormatter.ofPattern("MMM d HH:mm:ss", Locale.ROOT);

  /**
   * Reads both options; empty ones have their usual meaning.
   *
   * @throws Invalid if one makes no sense
   */
  static SyslogFormat parse(String style, String facility) {
    return new SyslogFormat(Style.parse(style), facility(facility));
  }

  private static int facility(String text) {
    if (text.isEmpty()) {
      return DAEMON;
    }
    int named = FACILITIES.indexOf(text);
    int number = text.matches("\\d{1,2}") ? Integer.parseInt(text) : named;
    if (number < 0 || number > LARGEST) {
      throw new Invalid("invalid syslog facility", "daemon, user, local0 … local7, or 0 to 23.");
    }
    return number;
  }

  /**
   * One message.
   *
   * @param origin of the container
   * @param error whether it was written to standard error
   * @param line without its newline
   */
  byte[] message(Origin origin, boolean error, Instant time, byte[] line) {
    var head = head(origin, error ? ERROR : INFORMATION, time).getBytes(StandardCharsets.UTF_8);
    var message = new byte[head.length + line.length];
    System.arraycopy(head, 0, message, 0, head.length);
    System.arraycopy(line, 0, message, head.length, line.length);
    return message;
  }

  private String head(Origin origin, int severity, Instant time) {
    var priority = "<" + (facility * SEVERITIES + severity) + ">";
    return switch (style) {
      case LOCAL -> "%s%s %s[%d]: ".formatted(priority, old(time), origin.tag(), origin.pid());
      case RFC3164 ->
          "%s%s %s %s[%d]: "
              .formatted(priority, old(time), origin.machine(), origin.tag(), origin.pid());
      case RFC5424 -> newer(priority, time.truncatedTo(ChronoUnit.SECONDS), origin);
      case RFC5424_MICRO -> newer(priority, time.truncatedTo(ChronoUnit.MICROS), origin);
    };
  }

  private static String old(Instant time) {
    return OLD.format(time.atZone(ZoneId.systemDefault()));
  }

  private static String newer(String priority, Instant time, Origin origin) {
    return "%s1 %s %s %s %d %s - "
        .formatted(priority, time, origin.machine(), origin.tag(), origin.pid(), origin.tag());
  }

  /**
   * Where messages come from.
   *
   * @param machine its name
   * @param tag what the container is called
   * @param pid the engine's, as docker has its daemon's
   */
  record Origin(String machine, String tag, long pid) {}
}
