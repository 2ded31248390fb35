package dev.jug.oci.runtime;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns what a document left out into the empty collection, so that no reader of a spec meets a
 * null list.
 */
final class Absent {
  private Absent() {}

  static <T> List<T> empty(@Nullable List<T> list) {
    return list == null ? List.of() : List.copyOf(list);
  }

  static <V> Map<String, V> empty(@Nullable Map<String, V> map) {
    return map == null ? Map.of() : Map.copyOf(map);
  }
}
