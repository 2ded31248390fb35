package dev.jug.engine.sight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class CpuClockTest {
  private final CpuClock clock = new CpuClock();

  @Test
  void aChangedQuotaDoesNotChangeThePast() {
    clock.advance(10, new CpuTime(0, 0, 0), 4);
    clock.advance(20, new CpuTime(0, 0, 0), 1);

    assertThat(clock.idle()).isEqualTo(50);
  }

  @Test
  void whoUsesAllItMayIsNotIdle() {
    clock.advance(10, new CpuTime(500, 0, 0), 0.5);

    assertThat(clock.idle()).isZero();
  }

  @Test
  void itIsTheSameHoweverOftenSomebodyLooks() {
    var often = new CpuClock();
    for (int second = 1; second <= 120; second++) {
      often.advance(second, new CpuTime(200L * second, 0, 0), 4);
    }
    clock.advance(120, new CpuTime(200L * 120, 0, 0), 4);

    assertThat(often.load(0)).isCloseTo(clock.load(0), within(1e-9));
    assertThat(clock.load(0)).isCloseTo(2 * (1 - Math.exp(-2)), within(1e-9));
  }

  @Test
  void aClockThatStandsStillDoesNoHarm() {
    clock.advance(0, new CpuTime(5, 5, 0), 1);

    assertThat(clock.idle()).isZero();
    assertThat(clock.load(0)).isZero();
  }
}
