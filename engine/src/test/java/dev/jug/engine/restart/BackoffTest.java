package dev.jug.engine.restart;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BackoffTest {
  private final Backoff backoff = new Backoff();

  private long after(int seconds) {
    return backoff.after(Duration.ofSeconds(seconds)).toMillis();
  }

  @Test
  void itDoublesUpToAMinute() {
    assertThat(Stream.generate(() -> after(0)).limit(12))
        .containsExactly(
            100L, 200L, 400L, 800L, 1600L, 3200L, 6400L, 12_800L, 25_600L, 51_200L, 60_000L,
            60_000L);
  }

  @Test
  void aRunThatLastedBeginsItAnew() {
    after(0);
    after(0);
    assertThat(after(9)).isEqualTo(400);
    assertThat(after(10)).isEqualTo(100);
    assertThat(after(0)).isEqualTo(200);
    backoff.reset();
    assertThat(after(0)).isEqualTo(100);
  }
}
