package dev.jug.engine.advisory;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * One advisory, and what it says of packages (OSV schema, "Evaluation").
 *
 * @param text the document
 */
record Advisory(JsonNode text) {
  /** The hole that it knows of a package; empty if none. */
  Optional<Hole> hole(Suspect suspect) {
    if (text.has("withdrawn")) {
      return Optional.empty();
    }
    for (var affected : text.path("affected")) {
      if (isAbout(affected.path("package"), suspect)) {
        var hole = hole(affected, suspect);
        if (hole.isPresent()) {
          return hole;
        }
      }
    }
    return Optional.empty();
  }

  private static boolean isAbout(JsonNode listed, Suspect suspect) {
    return listed.path("name").asString("").equals(suspect.name())
        && suspect.isOf(listed.path("ecosystem").asString(""));
  }

  private Optional<Hole> hole(JsonNode affected, Suspect suspect) {
    var order = VersionOrder.of(suspect.ecosystem());
    for (var range : affected.path("ranges")) {
      if (order.isPresent() && range.path("type").asString("").equals("ECOSYSTEM")) {
        var closed = new Range(order.get(), events(range)).closedIn(suspect.version());
        if (closed.isPresent()) {
          return Optional.of(new Hole(id(), suspect, closed.get()));
        }
      }
    }
    boolean listed =
        affected
            .path("versions")
            .valueStream()
            .anyMatch(version -> version.asString("").equals(suspect.version()));
    return listed ? Optional.of(new Hole(id(), suspect, "")) : Optional.empty();
  }

  private String id() {
    return text.path("id").asString("?");
  }

  private static List<Event> events(JsonNode range) {
    var events = new ArrayList<Event>();
    for (var listed : range.path("events")) {
      listed
          .properties()
          .forEach(entry -> events.add(new Event(entry.getKey(), entry.getValue().asString(""))));
    }
    return events;
  }

  /** What happened in a version: {@code introduced}, {@code fixed}, {@code last_affected}. */
  private record Event(String what, String version) {
    boolean isFirst() {
      return what.equals("introduced") && version.equals("0");
    }
  }

  /** Versions between events. */
  private record Range(Comparator<String> order, List<Event> events) {
    /**
     * Where the hole that a version has is closed, empty text for nowhere; empty if it has none.
     */
    Optional<String> closedIn(String version) {
      Event last = null;
      var closed = "";
      var sorted = new ArrayList<>(events);
      sorted.sort(
          Comparator.comparing(Event::isFirst).reversed().thenComparing(Event::version, order));
      for (var event : sorted) {
        boolean reached = event.isFirst() || order.compare(event.version(), version) <= 0;
        if (reached && !isLastOfAll(event, version)) {
          last = event;
        } else if (!reached && event.what().equals("fixed") && closed.isEmpty()) {
          closed = event.version();
        }
      }
      return last != null && last.what().equals("introduced")
          ? Optional.of(closed)
          : Optional.empty();
    }

    /** The last version that has it still has it. */
    private boolean isLastOfAll(Event event, String version) {
      return event.what().equals("last_affected") && order.compare(event.version(), version) == 0;
    }
  }
}
