package dev.jug.play.pod;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class DueTest {
  private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration SLACK = Duration.ofMinutes(1);

  private static Duration left(Instant begun) {
    return Due.after(begun, HOUR, InstantSource.fixed(NOON)).left();
  }

  @Test
  void whatHasPassedCounts() {
    assertThat(left(NOON)).isCloseTo(HOUR, SLACK);
    assertThat(left(NOON.minus(Duration.ofMinutes(20)))).isCloseTo(Duration.ofMinutes(40), SLACK);
    assertThat(Due.after(NOON.minus(HOUR), HOUR, InstantSource.fixed(NOON)).isOver()).isTrue();
    assertThat(Due.in(HOUR).isOver()).isFalse();
  }

  /** The clock was set back by a day since. */
  @Test
  void aBeginningThatLiesAheadIsNow() {
    assertThat(left(NOON.plus(Duration.ofDays(1)))).isCloseTo(HOUR, SLACK);
  }
}
