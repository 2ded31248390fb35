package dev.jug.image.registry;

import dev.jug.image.registry.http.Timing;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;

/** Time that passes when somebody sleeps, which takes none. */
final class TestTiming implements InstantSource, Timing.Sleeper {
  private final List<Duration> naps = new CopyOnWriteArrayList<>();
  private volatile Instant now = Instant.parse("2026-01-01T00:00:00Z");

  /** Three attempts; two seconds without a byte is a stall. */
  Timing timing() {
    return new Timing(this, this, new Random(7), Duration.ofSeconds(5), Duration.ofSeconds(2), 3);
  }

  @Override
  public Instant instant() {
    return now;
  }

  @Override
  public void sleep(Duration duration) {
    naps.add(duration);
    pass(duration);
  }

  synchronized void pass(Duration duration) {
    now = now.plus(duration);
  }

  /** How long somebody slept, in order. */
  List<Duration> naps() {
    return List.copyOf(naps);
  }
}
