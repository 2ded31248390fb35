package dev.jug.oci.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.Map;

/** The values that a record is made of, all the way down. */
final class Components {
  private Components() {}

  /** Fails for a component that is null or empty: a new field belongs into the document, too. */
  static void assertAllSet(String name, Object value) {
    assertThat(value).as(name).isNotNull();
    switch (value) {
      case Record whole -> parts(name, whole);
      case Collection<?> list -> {
        assertThat(list).as(name).isNotEmpty();
        list.forEach(element -> assertAllSet(name, element));
      }
      case Map<?, ?> map -> {
        assertThat(map).as(name).isNotEmpty();
        map.values().forEach(element -> assertAllSet(name, element));
      }
      default -> assertThat(value.toString()).as(name).isNotEmpty();
    }
  }

  private static void parts(String name, Record whole) {
    for (var component : whole.getClass().getRecordComponents()) {
      try {
        assertAllSet(name + "." + component.getName(), component.getAccessor().invoke(whole));
      } catch (ReflectiveOperationException e) {
        throw new LinkageError(name, e);
      }
    }
  }
}
