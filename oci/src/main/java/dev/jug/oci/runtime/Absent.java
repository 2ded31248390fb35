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
    if (list == null) {
      return List.of();
    }
    list.forEach(Absent::there);
    return List.copyOf(list);
  }

  static <V> Map<String, V> empty(@Nullable Map<String, V> map) {
    if (map == null) {
      return Map.of();
    }
    map.values().forEach(Absent::there);
    return Map.copyOf(map);
  }

  private static void there(@Nullable Object element) {
    if (element == null) {
      throw new InvalidSpecException("a list or an object in it has null for an element");
    }
  }
}
