package dev.jug.buildkit.solve;

import dev.jug.build.exec.Contexts.Place;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** A directory that is fetched when it is first needed, and once. Thread-safe. */
final class Once implements Place {
  private final Place place;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable Path fetched;

  Once(Place place) {
    this.place = place;
  }

  @Override
  public Path directory() throws IOException, InterruptedException {
    lock.lockInterruptibly();
    try {
      var there = fetched;
      if (there == null) {
        there = place.directory();
        fetched = there;
      }
      return there;
    } finally {
      lock.unlock();
    }
  }
}
