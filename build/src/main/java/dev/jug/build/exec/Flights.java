package dev.jug.build.exec;

import dev.jug.oci.image.Digest;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;

/** Steps that run just now, of all builds: of two with the same key one waits. Thread-safe. */
public final class Flights {
  private final ConcurrentMap<Digest, CompletableFuture<Void>> running = new ConcurrentHashMap<>();

  /** A step that is ours to run; others of its key wait until it is closed. */
  interface Turn extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * Waits until nobody else runs this step.
   *
   * @throws InterruptedException if whoever asked for the build is gone
   */
  Turn begin(Digest key) throws InterruptedException {
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
