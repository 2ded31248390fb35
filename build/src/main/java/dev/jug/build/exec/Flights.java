package dev.jug.build.exec;

import dev.jug.oci.image.Digest;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.ReentrantLock;

/** Steps that run just now, of all builds: of two with the same key one waits. Thread-safe. */
public final class Flights {
  private final ConcurrentMap<Digest, CompletableFuture<Void>> running = new ConcurrentHashMap<>();

  private final ReentrantLock lock = new ReentrantLock();
  private int builds;

  /** Something done while no build runs. */
  @FunctionalInterface
  public interface Idle<T> {
    T run() throws IOException;
  }

  /** Says that a build runs, until it is closed. */
  public Turn build() {
    count(1);
    return () -> count(-1);
  }

  private void count(int more) {
    lock.lock();
    try {
      builds += more;
    } finally {
      lock.unlock();
    }
  }

  /** Does something while no build can begin; empty, and not done, if one runs. */
  public <T> Optional<T> whileIdle(Idle<T> work) throws IOException {
    lock.lock();
    try {
      return builds > 0 ? Optional.empty() : Optional.of(work.run());
    } finally {
      lock.unlock();
    }
  }

  /** A step that is ours to run; others of its key wait until it is closed. */
  public interface Turn extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * Waits until nobody else runs this step.
   *
   * @throws InterruptedException if whoever asked for the build is gone
   */
  public Turn begin(Digest key) throws InterruptedException {
    var ours = new CompletableFuture<Void>();
    for (var other = running.putIfAbsent(key, ours);
        other != null;
        other = running.putIfAbsent(key, ours)) {
      await(other);
    }
    return turn(key, ours);
  }

  /** The same, but nobody waits: empty if somebody else has it. */
  Optional<Turn> tryBegin(Digest key) {
    var ours = new CompletableFuture<Void>();
    return running.putIfAbsent(key, ours) == null ? Optional.of(turn(key, ours)) : Optional.empty();
  }

  private Turn turn(Digest key, CompletableFuture<Void> ours) {
    return () -> {
      running.remove(key, ours);
      ours.complete(null);
    };
  }

  private static void await(CompletableFuture<Void> other) throws InterruptedException {
    try {
      other.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a turn ends without a result", e);
    }
  }
}
