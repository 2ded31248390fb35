package dev.jug.app.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.app.command.EndToEnd;
import dev.jug.app.image.Kill.Hit;
import dev.jug.testkit.Requires;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The engine, or the front, is killed at random moments of everything that is done to images. Each
 * time the next command finds a sound store, and the same command then succeeds.
 *
 * <p>{@code -Djug.crash.rounds=N} says how often, {@code -Djug.crash.seed=N} repeats a run.
 */
@EndToEnd
@Requires("command:docker-registry")
class CrashTest {
  /** An engine starts on one processor, mostly. */
  private static final int SIDE_BY_SIDE = 2;

  private static final int ROUNDS = Integer.getInteger("jug.crash.rounds", 200) / SIDE_BY_SIDE;
  private static final double MOST = 0.6;

  @TempDir Path folder;

  @Test
  @Timeout(600)
  void aKillAtAnyMomentIsHarmless() throws Exception {
    long seed = Long.getLong("jug.crash.seed", System.nanoTime());
    long began = System.nanoTime();
    var hits = new EnumMap<Hit, Integer>(Hit.class);
    try (var registry = RealRegistry.plain(folder.resolve("registry"));
        var one = series(registry, 1, seed);
        var two = series(registry, 2, seed + 1);
        var threads = Executors.newFixedThreadPool(SIDE_BY_SIDE)) {
      var first = threads.submit(one);
      add(hits, threads.submit(two).get());
      add(hits, first.get());
      System.out.printf(
          "%d kills in %d s, seed %d: %s; milliseconds: %s%n",
          SIDE_BY_SIDE * ROUNDS,
          Duration.ofNanos(System.nanoTime() - began).toSeconds(),
          seed,
          hits,
          one.millis());
    }
    assertThat(hits.getOrDefault(Hit.WITHIN, 0))
        .isGreaterThan((int) (MOST * SIDE_BY_SIDE * ROUNDS));
  }

  private CrashSeries series(RealRegistry registry, int number, long seed) {
    var place = folder.resolve("user" + number);
    return new CrashSeries(place, registry.name() + "/three:" + number, ROUNDS, seed);
  }

  private static void add(Map<Hit, Integer> sum, Map<Hit, Integer> more) {
    more.forEach((hit, count) -> sum.merge(hit, count, Integer::sum));
  }
}
