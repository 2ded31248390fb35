package dev.jug.oci.json;

import dev.jug.oci.InvalidDocumentException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns what a document left out into the empty collection, so that no reader of a spec meets a
 * null list.
 */
public final class Absent {
  private Absent() {}

  /** A list without null elements; empty if there is none. */
  public static <T> List<T> empty(@Nullable List<T> list) {
    if (list == null) {
      return List.of();
    }
    list.forEach(Absent::there);
    return List.copyOf(list);
  }

  /** An object without null values; empty if there is none. */
  public static <V> Map<String, V> empty(@Nullable Map<String, V> map) {
    if (map == null) {
      return Map.of();
    }
    map.values().forEach(Absent::there);
    return Map.copyOf(map);
  }

  private static void there(@Nullable Object element) {
    if (element == null) {
      throw new InvalidDocumentException("a list or an object in it has null for an element");
    }
  }
}
