package dev.jug.runtime.lifecycle;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** Remembers what was worked out lately. Thread-safe; of the same key it is worked out once. */
final class Recent<K, V> {
  private static final int MOST = 64;

  private final Map<K, V> values =
      new LinkedHashMap<>(MOST, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
          return size() > MOST;
        }
      };

  synchronized void put(K key, V value) {
    values.put(key, value);
  }

  synchronized void forget(K key) {
    values.remove(key);
  }

  synchronized V get(K key, Function<K, V> work) {
    return values.computeIfAbsent(key, work);
  }
}
