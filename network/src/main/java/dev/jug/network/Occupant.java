package dev.jug.network;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The container that a sandbox is for.
 *
 * @param id 64 hexadecimal digits
 * @param name its name
 */
public record Occupant(String id, String name) {
  private static final int SHORT = 12;

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
