package dev.jug.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The container that a sandbox is for.
 *
 * @param id 64 hexadecimal digits
 * @param name its name
 * @param labels its labels
 */
public record Occupant(String id, String name, Map<String, String> labels) {
  private static final int SHORT = 12;

  public Occupant {
    labels = Map.copyOf(labels);
  }

  /** One without labels. */
  public Occupant(String id, String name) {
    this(id, name, Map.of());
  }

  Occupant called(String another) {
    return new Occupant(id, another, labels);
  }

  /** What it is called on a network: its name, its aliases, its short id. */
  List<String> namesOn(EndpointRequest request) {
    var names = new ArrayList<String>();
    Stream.concat(
            Stream.concat(Stream.of(name), request.aliases().stream()),
            Stream.of(id.substring(0, SHORT)))
        .distinct()
        .forEach(names::add);
    return names;
  }
}
