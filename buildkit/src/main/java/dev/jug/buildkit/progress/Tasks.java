package dev.jug.buildkit.progress;

import dev.jug.oci.image.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * All that one build does. Thread-safe.
 *
 * @param build its reference
 * @param log hears of it
 * @param count of tasks so far
 */
public record Tasks(String build, StatusLog log, AtomicInteger count) {
  /** Of a build that begins. */
  public Tasks(String build, StatusLog log) {
    this(build, log, new AtomicInteger());
  }

  /** What a task does. */
  @FunctionalInterface
  public interface Work<T> {
    T run(Task task) throws IOException, InterruptedException;
  }

  /** Begins one. */
  public Task begin(String name) {
    var key = build + " " + count.incrementAndGet() + " " + name;
    var digest = Digest.of(key.getBytes(StandardCharsets.UTF_8));
    return new Task(log, digest.toString(), name);
  }

  /** Does something as a task, whose end is told too. */
  public <T> T run(String name, Work<T> work) throws IOException, InterruptedException {
    var task = begin(name);
    try {
      var result = work.run(task);
      task.done();
      return result;
    } catch (IOException | InterruptedException | RuntimeException e) {
      task.failed(Failures.text(e));
      throw e;
    }
  }
}
