package dev.jug.runtime.compile;

import dev.jug.oci.runtime.IdMapping;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** The text form of an id map (user_namespaces(7)). */
final class IdMaps {
  private IdMaps() {}

  static String text(List<IdMapping> mappings) {
    return mappings.stream()
        .map(m -> m.containerID() + " " + m.hostID() + " " + m.size())
        .collect(Collectors.joining("\n"));
  }

  /** An id as it is outside of the namespace; empty if it is nobody's there. */
  static OptionalLong outside(List<IdMapping> maps, long id) {
    return maps.stream()
        .filter(m -> id >= m.containerID() && id < m.containerID() + m.size())
        .mapToLong(m -> m.hostID() + id - m.containerID())
        .findFirst();
  }
}
