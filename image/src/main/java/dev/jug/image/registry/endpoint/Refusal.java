package dev.jug.image.registry.endpoint;

import dev.jug.image.registry.http.Answer;
import dev.jug.image.registry.json.JsonText;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * Why a registry does not do something.
 *
 * @param status of HTTP
 * @param codes of its errors, such as {@code MANIFEST_UNKNOWN} (distribution-spec, "Error Codes")
 * @param text in the registry's words, made harmless: one line, not longer than 400 characters
 * @param retryAfter how long it wants to be left alone, if it says so
 */
public record Refusal(int status, Set<String> codes, String text, Optional<Duration> retryAfter) {
  private static final int LARGEST = 64 << 10;
  private static final int LONGEST = 400;
  private static final int MOST_ERRORS = 5;

  /** Reads one. */
  public static Refusal read(Answer answer, InstantSource clock) throws IOException {
    var errors =
        answer.read(LARGEST).flatMap(JsonText::object).stream()
            .flatMap(json -> json.path("errors").valueStream())
            .limit(MOST_ERRORS)
            .toList();
    var codes =
        errors.stream()
            .flatMap(error -> JsonText.string(error, "code").stream())
            .collect(Collectors.toSet());
    var said = errors.stream().map(Refusal::text).collect(Collectors.joining("; "));
    var text = isInsufficient(answer) ? words(403) : said;
    return new Refusal(
        answer.status(),
        codes,
        harmless(text.isBlank() ? words(answer.status()) : text),
        answer.header("Retry-After").flatMap(value -> pause(value, clock)));
  }

  /** Whether the registry knows who asks, and does not let him (RFC 6750, 3.1). */
  private static boolean isInsufficient(Answer answer) {
    return answer.headers().allValues("WWW-Authenticate").stream()
        .anyMatch(challenge -> challenge.contains("error=\"insufficient_scope\""));
  }

  /** As Docker shows it, which clients look for. */
  private static String text(JsonNode error) {
    var code = JsonText.string(error, "code").orElse("unknown");
    var words = code.toLowerCase(Locale.ROOT).replace("_", " ");
    var message = JsonText.string(error, "message").orElse("");
    if (code.equals("TOOMANYREQUESTS") || code.equals("DENIED") || code.equals("UNAUTHORIZED")) {
      return words + ": " + (message.isEmpty() ? words : message);
    }
    return message.isEmpty() ? words : words + ": " + message;
  }

  private static String words(int status) {
    return switch (status) {
      case 401 -> "unauthorized: authentication required";
      case 403 -> "denied: requested access to the resource is denied";
      case 404 -> "not found";
      case 429 -> "toomanyrequests: too many requests";
      default -> "HTTP status " + status;
    };
  }

  static String harmless(String text) {
    var line =
        text.codePoints()
            .map(c ->
                Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? ' ' : c)
            .limit(LONGEST)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append);
    return line.toString().strip();
  }

  /** Seconds, or a date (RFC 9110, 10.2.3). */
  private static Optional<Duration> pause(String value, InstantSource clock) {
    if (value.matches("[0-9]{1,6}")) {
      return Optional.of(Duration.ofSeconds(Long.parseLong(value)));
    }
    try {
      var date = DateTimeFormatter.RFC_1123_DATE_TIME.parse(value, Instant::from);
      var pause = Duration.between(clock.instant(), date);
      return Optional.of(pause.isNegative() ? Duration.ZERO : pause);
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  /** Whether the registry says one of these. */
  public boolean says(String... wanted) {
    return List.of(wanted).stream().anyMatch(codes::contains);
  }

  /** Whether it is about who asks. */
  public boolean isDenial() {
    return status == 401 || status == 403;
  }

  /** Whether later it may work. */
  public boolean isPassing() {
    return status == 408 || status == 429 || status >= 500;
  }
}
