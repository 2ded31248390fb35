package dev.jug.image.reclaim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jug.image.reclaim.ReclaimPolicy.Scope;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReclaimPolicyTest {
  private static final long GIB = 1L << 30;

  /** Used to 85 percent, but not on a disk where 32 GiB are free all the same. */
  @ParameterizedTest
  @CsvSource({"100, 16, 0", "100, 15, 5", "100, 0, 20", "1000, 100, 0", "1000, 31, 1", "0, 0, 0"})
  void theDefaultFreesFromTheHighMarkToTheLowOneOrUntilThereIsPlenty(
      long total, long available, long excess) {
    var space = new DiskSpace(total * GIB, available * GIB);
    assertThat(Math.ceilDiv(ReclaimPolicy.DEFAULT.excess(space), GIB)).isEqualTo(excess);
  }

  private static ReclaimPolicy marks(int high, int low, Duration period) {
    return new ReclaimPolicy(
        Scope.UNUSED, high, low, 0, Duration.ZERO, null, Duration.ZERO, period);
  }

  @Test
  void nonsenseIsRefused() {
    assertThatThrownBy(() -> marks(0, 0, Duration.ofHours(1))).hasMessageContaining("high mark");
    assertThatThrownBy(() -> marks(101, 0, Duration.ofHours(1))).hasMessageContaining("high mark");
    assertThatThrownBy(() -> marks(80, 81, Duration.ofHours(1))).hasMessageContaining("low mark");
    assertThatThrownBy(() -> marks(80, 80, Duration.ZERO)).hasMessageContaining("period");
  }
}
