package dev.jug.buildkit.solve;

import dev.jug.grpc.GrpcException;
import dev.jug.grpc.Status;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Contexts that clients send in a request of their own, beside the one that waits for the build.
 * Thread-safe.
 */
public final class Uploads {
  /** Stands for such a context where an address could be. */
  static final String ADDRESS = "upload-request";

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Map<String, Upload> waiting = new HashMap<>();

  private record Upload(InputStream archive, CompletableFuture<Void> used) {}

  /** What is done with one. */
  @FunctionalInterface
  interface Use<T> {
    T of(InputStream archive) throws IOException;
  }

  /**
   * Gives one, and waits until the build has read it.
   *
   * @throws IOException if there is no such build
   */
  public void give(String build, InputStream archive) throws IOException, InterruptedException {
    var upload = new Upload(archive, new CompletableFuture<>());
    add(build, upload);
    try {
      upload.used().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      if (remove(build, upload)) {
        throw new IOException("no build takes the context of " + build, e);
      }
      upload.used().join();
    } catch (ExecutionException e) {
      throw new IllegalStateException("an upload ends without a result", e);
    }
  }

  private synchronized void add(String build, Upload upload) {
    waiting.put(build, upload);
    notifyAll();
  }

  private synchronized boolean remove(String build, Upload upload) {
    return waiting.remove(build, upload);
  }

  /**
   * Takes one; it may come later than the build.
   *
   * @throws IOException if it does not come, or cannot be read
   */
  <T> T take(String build, Use<T> use) throws IOException, InterruptedException {
    var upload = await(build);
    try {
      return use.of(upload.archive());
    } finally {
      upload.used().complete(null);
    }
  }

  private synchronized Upload await(String build) throws IOException, InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!waiting.containsKey(build)) {
      long left = Duration.ofNanos(end - System.nanoTime()).toMillis();
      if (left <= 0) {
        throw new GrpcException(Status.NOT_FOUND, "the client does not send the build context");
      }
      wait(left);
    }
    return waiting.remove(build);
  }
}
