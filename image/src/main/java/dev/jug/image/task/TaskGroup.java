package dev.jug.image.task;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Tasks that belong together: if one fails the others are interrupted, and the first failure is the
 * group's. Hashing and unpacking keep a processor busy, so each task has a thread of the platform.
 * Not thread-safe.
 */
public final class TaskGroup implements AutoCloseable {
  private final ExecutorService threads;
  private final ExecutorCompletionService<Void> completions;
  private final List<Future<Void>> tasks = new ArrayList<>();

  /**
   * A group without tasks yet.
   *
   * @param name of the threads
   * @param most how many run at a time
   */
  public TaskGroup(String name, int most) {
    threads = Executors.newFixedThreadPool(most, Thread.ofPlatform().name(name).factory());
    completions = new ExecutorCompletionService<>(threads);
  }

  /** Begins a task as soon as a thread is free. */
  public void add(Callable<Void> task) {
    tasks.add(completions.submit(task));
  }

  /**
   * Waits for all.
   *
   * @throws IOException if a task failed with one; unchecked exceptions of tasks come as they are
   */
  public void await() throws IOException {
    for (int i = 0; i < tasks.size(); i++) {
      try {
        completions.take().get();
      } catch (ExecutionException e) {
        throw failure(Objects.requireNonNull(e.getCause()));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new CancellationException("interrupted");
      }
    }
  }

  private static IOException failure(Throwable cause) {
    return switch (cause) {
      case IOException e -> e;
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      default -> throw new IllegalStateException(cause);
    };
  }

  /** Interrupts what still runs, and waits for its end. */
  @Override
  public void close() {
    threads.shutdownNow();
    threads.close();
  }
}
