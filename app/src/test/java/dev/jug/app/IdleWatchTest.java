package dev.jug.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import org.junit.jupiter.api.Test;

class IdleWatchTest {
  private static final long SECOND = 1_000_000_000L;

  private final long start = System.nanoTime();
  private long lastUse = start;
  private boolean busy;

  private boolean ends(long endSeconds, long... seconds) {
    var watch = new IdleWatch(() -> lastUse, () -> busy, endSeconds);
    boolean ends = false;
    for (long second : seconds) {
      ends |= watch.look(start + second * SECOND);
    }
    return ends;
  }

  @Test
  void itEndsAnEngineThatNobodyUses() {
    assertThat(ends(300, 1, 200, 299)).isFalse();
    assertThat(ends(300, 1, 200, 302)).isTrue();
  }

  @Test
  void useIsAReasonToGoOn() {
    lastUse = start + 250 * SECOND;

    assertThat(ends(300, 1, 302, 549)).isFalse();
    assertThat(ends(300, 551)).isTrue();
  }

  @Test
  void aRunningContainerIsAReasonToGoOn() {
    busy = true;

    assertThat(ends(300, 1, 1000, 10_000)).isFalse();
  }

  @Test
  void withoutALimitItNeverEnds() {
    assertThat(ends(0, 1, 1_000_000)).isFalse();
  }

  /** A heap that is larger than it need be is looked through, but not at each look. */
  @Test
  void garbageOfALargeHeapIsCollectedWhileTheEngineWorks() {
    var large = new byte[80 << 20];
    try {
      var watch = new IdleWatch(() -> start, () -> true, 0);
      var garbage = new WeakReference<>(new Object());
      watch.look(start);
      assertThat(garbage.get()).isNull();

      var more = new WeakReference<>(new Object());
      watch.look(start);
      assertThat(more.get()).isNotNull();
    } finally {
      Reference.reachabilityFence(large);
    }
  }
}
