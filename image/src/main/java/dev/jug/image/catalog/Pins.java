package dev.jug.image.catalog;

import dev.jug.oci.image.Digest;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/**
 * Manifests that somebody in this process is about to make a container of: from the moment an image
 * was found until its container is known. Thread-safe.
 */
public final class Pins {
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<Digest, Integer> pinned = new HashMap<>();

  /** Holds a manifest, and all it leads to, until it is closed. */
  public interface Pin extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * Holds a manifest.
   *
   * @param there whether it is there; asked while nothing can be removed
   * @return false if it is not there
   */
  boolean add(Digest manifest, Predicate<Digest> there) {
    lock.lock();
    try {
      if (!there.test(manifest)) {
        return false;
      }
      pinned.merge(manifest, 1, Integer::sum);
      return true;
    } finally {
      lock.unlock();
    }
  }

  void remove(Digest manifest) {
    lock.lock();
    try {
      pinned.computeIfPresent(manifest, (_, count) -> count == 1 ? null : count - 1);
    } finally {
      lock.unlock();
    }
  }

  /** Keeps manifests from being pinned meanwhile: held for moments, by whoever removes. */
  ReentrantLock lock() {
    return lock;
  }

  /** The manifests that are held. */
  public Set<Digest> all() {
    lock.lock();
    try {
      return Set.copyOf(pinned.keySet());
    } finally {
      lock.unlock();
    }
  }
}
