package dev.jug.engine;

import java.util.Collection;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * The same for many, some at a time: while one waits for another process, the next is worked at.
 */
final class SideBySide {
  /** More would only wait for processors, and each has some memory in hand. */
  private static final int WORKERS = 16;

  private SideBySide() {}

  /**
   * Does it for each, in no order, and returns when all is done.
   *
   * @throws RuntimeException the first that the action threw, after the others have ended
   */
  static <T> void each(Collection<T> items, Consumer<T> action) {
    var rest = new ConcurrentLinkedQueue<>(items);
    Runnable work =
        () -> {
          for (var item = rest.poll(); item != null; item = rest.poll()) {
            action.accept(item);
          }
        };
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var workers =
          IntStream.range(0, Math.min(WORKERS, items.size()))
              .mapToObj(_ -> threads.submit(work))
              .toList();
      workers.forEach(SideBySide::finish);
    }
  }

  private static void finish(Future<?> worker) {
    try {
      worker.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException known
          ? known
          : new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the engine opens", e);
    }
  }
}
