package dev.jug.app.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.app.command.EndToEnd;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Several clients do everything that can be done with containers, and the engine is killed at
 * random moments of that, some more than once before it has opened. Each time the next engine has
 * what the clients were promised: what is to run runs, every exit code, name and line is there, and
 * nothing is there that nobody has.
 *
 * <p>Most of that is waiting, so several engines are killed side by side. {@code
 * -Djug.crash.engine.rounds=N} says how often in all. A failure names the seed of its engine:
 * {@code -Djug.crash.seed=N -Djug.crash.engines=1} repeats what was done and when, as far as the
 * machine does.
 */
@EndToEnd
class EngineCrashTest {
  private static final int ROUNDS = Integer.getInteger("jug.crash.engine.rounds", 300);
  private static final int ENGINES = Integer.getInteger("jug.crash.engines", 4);

  @TempDir Path folder;
  private final long seed = Long.getLong("jug.crash.seed", System.nanoTime());
  private final AtomicInteger begun = new AtomicInteger();
  private volatile boolean failed;

  @Test
  @DisplayName("engines killed at any moment: nothing that was promised is lost, nothing is left")
  @Timeout(24 * 3600)
  void nothingThatWasPromisedIsLost() throws Exception {
    long before = System.nanoTime();
    var trials = new ArrayList<Future<Integer>>();
    try (var threads = Executors.newFixedThreadPool(ENGINES)) {
      for (int number = 0; number < ENGINES; number++) {
        long own = seed + number;
        trials.add(threads.submit(() -> rounds(own)));
      }
    }
    int operations = sum(trials);
    System.out.printf(
        "%d engines were killed during %d operations in %d s, seed %d%n",
        ROUNDS, operations, Duration.ofNanos(System.nanoTime() - before).toSeconds(), seed);
    assertThat(operations).isGreaterThan(ROUNDS);
  }

  /** As many as are left to do; none any more once something is wrong. */
  private int rounds(long own) throws Exception {
    try (var trial = new Trial(Files.createDirectory(folder.resolve("engine-" + own)), own)) {
      while (!failed && begun.getAndIncrement() < ROUNDS) {
        trial.round();
      }
      return trial.finish();
    } catch (Exception | AssertionError e) {
      failed = true;
      throw e;
    }
  }

  private static int sum(List<Future<Integer>> trials) throws Exception {
    var wrong = new ArrayList<Throwable>();
    int sum = 0;
    for (var trial : trials) {
      try {
        sum += trial.get();
      } catch (ExecutionException e) {
        wrong.add(e.getCause());
      }
    }
    if (!wrong.isEmpty()) {
      var first = new AssertionError(wrong.getFirst().getMessage(), wrong.getFirst());
      wrong.stream().skip(1).forEach(first::addSuppressed);
      throw first;
    }
    return sum;
  }
}
