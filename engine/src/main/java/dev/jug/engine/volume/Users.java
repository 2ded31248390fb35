package dev.jug.engine.volume;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Which containers have which volumes. Whoever decides by it whether a volume goes holds its lock
 * until it is gone.
 */
final class Users {
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, Set<String>> byVolume = new HashMap<>();

  /** Held until closed. */
  interface Held extends AutoCloseable {
    @Override
    void close();
  }

  Held hold() {
    lock.lock();
    return lock::unlock;
  }

  void add(String volume, String container) {
    lock.lock();
    try {
      byVolume.computeIfAbsent(volume, _ -> new TreeSet<>()).add(container);
    } finally {
      lock.unlock();
    }
  }

  /** A container has none any more. */
  void remove(String container) {
    lock.lock();
    try {
      byVolume.values().forEach(containers -> containers.remove(container));
      byVolume.values().removeIf(Set::isEmpty);
    } finally {
      lock.unlock();
    }
  }

  /** The ids of the containers that have a volume. */
  List<String> of(String volume) {
    lock.lock();
    try {
      return List.copyOf(byVolume.getOrDefault(volume, Set.of()));
    } finally {
      lock.unlock();
    }
  }
}
