package dev.jug;

import dev.jug.engine.Container;
import dev.jug.engine.error.EngineException;
import dev.jug.engine.log.LogOptions;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/** What a container has written to its standard output and its standard error. Thread-safe. */
public final class Log {
  private static final int MOST_SHOWN = 500;

  private final Container container;

  Log(Container container) {
    this.container = container;
  }

  /**
   * All that it has written so far and is kept, decoded as UTF-8.
   *
   * @throws EngineException.Unavailable if nothing is kept
   */
  public String text() {
    var all = new ByteArrayOutputStream();
    try (var reader = container.logs(LogOptions.ALL)) {
      for (var piece = reader.next(); piece.isPresent(); piece = reader.next()) {
        all.writeBytes(piece.get().bytes());
      }
    }
    return all.toString(StandardCharsets.UTF_8);
  }

  /**
   * Waits for a line, which may have been written already.
   *
   * @return the first that will do, without its end
   * @throws TimeoutException if there is none by then, or the container ends without one
   * @throws EngineException if the log cannot be read, such as of a container that keeps none
   * @throws InterruptedException if this thread is interrupted
   */
  public String await(Predicate<String> isIt, Duration most)
      throws InterruptedException, TimeoutException {
    var found = new CompletableFuture<Optional<String>>();
    var reading = Thread.ofVirtual().name("log of a container").start(() -> search(isIt, found));
    try {
      var line = found.get(most.toNanos(), TimeUnit.NANOSECONDS);
      if (line.isPresent()) {
        return line.get();
      }
    } catch (TimeoutException e) {
      throw new TimeoutException(container.name() + " has not said it; last it said: " + last());
    } catch (ExecutionException e) {
      throw e.getCause() instanceof EngineException why
          ? why
          : new IllegalStateException("cannot look through the log of " + container.name(), e);
    } finally {
      reading.interrupt();
      reading.join();
    }
    throw new TimeoutException(
        container.name() + " ended without saying it; last it said: " + last());
  }

  private void search(Predicate<String> isIt, CompletableFuture<Optional<String>> found) {
    try (var reader = container.logs(LogOptions.FOLLOW)) {
      var lines = new Lines(reader);
      for (var line = lines.next(); line != null; line = lines.next()) {
        if (isIt.test(line)) {
          found.complete(Optional.of(line));
          return;
        }
      }
      found.complete(Optional.empty());
    } catch (RuntimeException e) {
      found.completeExceptionally(e);
    }
  }

  private String last() {
    var text = text().strip();
    return text.isEmpty() ? "nothing" : text.substring(Math.max(0, text.length() - MOST_SHOWN));
  }
}
