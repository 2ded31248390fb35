package dev.jug.cli.command;

import dev.jug.door.template.Template;
import dev.jug.engine.event.Event;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/**
 * An event as a line of {@code jug events}.
 *
 * @param format {@code json}, a template, or empty for Docker's text
 */
record EventLine(String format) {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.nnnnnnnnnxxx", Locale.ROOT);

  String text(Event event) {
    return switch (format) {
      case "" -> plain(event);
      case "json", "{{json .}}" -> json(jsonFields(event));
      default -> Template.parse(format).fill(json(templateFields(event)));
    };
  }

  private static String plain(Event event) {
    var attributes =
        new TreeMap<>(event.attributes())
            .entrySet().stream()
                .map(pair -> pair.getKey() + "=" + pair.getValue())
                .collect(Collectors.joining(", "));
    var time = TIME.format(event.time().atZone(ZoneId.systemDefault()));
    var type = " " + event.type().word() + " ";
    return time + type + event.name() + " " + event.id() + " (" + attributes + ")";
  }

  private static String json(Map<String, Object> fields) {
    return new JsonMapper().writeValueAsString(fields);
  }

  /** As in Docker's API. */
  private static Map<String, Object> jsonFields(Event event) {
    return fields(event, "status", "id", "from", "scope", "time", "timeNano");
  }

  /** As in Docker's templates, where every name begins with a capital. */
  private static Map<String, Object> templateFields(Event event) {
    return fields(event, "Status", "ID", "From", "Scope", "Time", "TimeNano");
  }

  private static Map<String, Object> fields(
      Event event,
      String status,
      String id,
      String from,
      String scope,
      String time,
      String timeNano) {
    var fields = new LinkedHashMap<String, Object>();
    if (event.isOfOldKind()) {
      fields.put(status, event.name());
      fields.put(id, event.id());
      fields.put(from, event.attributes().getOrDefault("image", ""));
    }
    fields.put("Type", event.type().word());
    fields.put("Action", event.name());
    fields.put("Actor", Map.of("ID", event.id(), "Attributes", new TreeMap<>(event.attributes())));
    fields.put(scope, "local");
    fields.put(time, event.time().getEpochSecond());
    fields.put(timeNano, ChronoUnit.NANOS.between(Instant.EPOCH, event.time()));
    return fields;
  }
}
