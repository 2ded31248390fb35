package dev.jug.engine.request;

import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.oci.image.GoDuration;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What the prune commands leave out, with Docker's filters: {@code until=}, {@code label=}, {@code
 * label!=}.
 *
 * @param until only what was made before this goes; empty for all
 * @param labels what the labels of all that goes must be like
 */
public record PruneFilter(Optional<Instant> until, List<Predicate<Map<String, String>>> labels) {
  private static final String ADVICE =
      "Filters are until=TIME, label=NAME[=VALUE], label!=NAME[=VALUE].";

  public PruneFilter {
    labels = List.copyOf(labels);
  }

  /**
   * Reads filters.
   *
   * @param zone of times that name none
   * @throws Invalid if one makes no sense
   */
  public static PruneFilter of(List<String> filters, Instant now, ZoneId zone) {
    Optional<Instant> until = Optional.empty();
    var labels = new ArrayList<Predicate<Map<String, String>>>();
    for (var filter : filters) {
      int equals = filter.indexOf('=');
      var value = filter.substring(equals + 1);
      switch (equals < 0 ? "" : filter.substring(0, equals)) {
        case "until" -> until = Optional.of(time(value, now, zone));
        case "label" -> labels.add(LabelFilter.parse(value));
        case "label!" -> labels.add(LabelFilter.parse(value).negate());
        default -> throw new Invalid("invalid filter '" + filter + "'", ADVICE);
      }
    }
    return new PruneFilter(until, labels);
  }

  /** How long ago, a time, or seconds since 1970. */
  private static Instant time(String text, Instant now, ZoneId zone) {
    var ago = GoDuration.tryParseWithDays(text);
    if (ago.isPresent()) {
      return now.minus(ago.get());
    }
    if (text.matches("\\d{1,12}")) {
      return Instant.ofEpochSecond(Long.parseLong(text));
    }
    try {
      if (!text.contains("T")) {
        return LocalDate.parse(text).atStartOfDay(zone).toInstant();
      }
      return text.matches(".*(Z|[+-]\\d\\d:\\d\\d)")
          ? OffsetDateTime.parse(text).toInstant()
          : LocalDateTime.parse(text).atZone(zone).toInstant();
    } catch (DateTimeException e) {
      throw new Invalid(
          "invalid time '" + text + "' in a filter",
          "Times look like 24h (ago), 2026-01-31, 2026-01-31T12:00:00 or 1767225600.");
    }
  }

  /** Whether something goes. */
  public boolean takes(Instant created, Map<String, String> with) {
    return until.filter(limit -> !created.isBefore(limit)).isEmpty()
        && labels.stream().allMatch(label -> label.test(with));
  }

  /** Before when downloads must have broken off to go: they have no labels. */
  public Instant partialBefore() {
    return labels.isEmpty() ? until.orElse(Instant.MAX) : Instant.MIN;
  }
}
