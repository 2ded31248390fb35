package dev.jug.engine;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/** Those who wait for a container; each is told the exit code of its last run. Thread-safe. */
final class Waiters {
  private volatile CompletableFuture<Integer> end = new CompletableFuture<>();
  private final CompletableFuture<Integer> removal = new CompletableFuture<>();

  /** Comes true at the next end after which it is not started again. */
  CompletableFuture<Integer> end() {
    return end.copy();
  }

  /** Comes true when it is gone. */
  CompletableFuture<Integer> removal() {
    return removal.copy();
  }

  void ended(int code) {
    next().complete(code);
  }

  /** Those who wait for this end; who comes from now on waits for another. */
  CompletableFuture<Integer> next() {
    var waiting = end;
    end = new CompletableFuture<>();
    return waiting;
  }

  /** Nothing ends after this. */
  void removed(int code) {
    end.complete(code);
    removal.complete(code);
  }

  static int await(Future<Integer> told) {
    try {
      return told.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for a container", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }
}
