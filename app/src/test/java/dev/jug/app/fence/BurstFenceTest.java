package dev.jug.app.fence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.app.command.EndToEnd;
import dev.jug.app.command.Jug;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Processor time that is saved up. Judged by what the kernel counts for the group, not by a clock:
 * how long work takes depends on who else is on the machine, how often it was held back does not.
 */
@EndToEnd
class BurstFenceTest {
  private static final long MILLI = 1_000_000;

  /** 150 ms of a processor, by the kernel's account (ticks of 10 ms), four times after a rest. */
  private static final String IN_BURSTS =
      """
      ticks() { read -r stat < /proc/$$/stat; set -- $stat; used=$(( ${14} + ${15} )); }
      for i in 1 2 3 4; do
        sleep 2.2; ticks; until=$(( used + 15 ))
        while [ $used -lt $until ]; do ticks; done
      done
      echo done; sleep 99
      """;

  private static Box box;

  @BeforeAll
  static void open() {
    box = new Box();
  }

  @AfterEach
  void empty() {
    box.removeAll();
  }

  @AfterAll
  static void close() {
    box.close();
  }

  /** What the kernel counted for a group: periods, and how many of them were held back or above. */
  private static Map<String, Long> counted(String name) {
    return box.hostGroup(name, "cpu", "cpu.stat")
        .lines()
        .map(line -> line.split(" ", -1))
        .collect(Collectors.toMap(line -> line[0], line -> Long.parseLong(line[1])));
  }

  private static Map<String, Long> afterBursts(String options) {
    box.start("web", options, IN_BURSTS);
    Jug.eventually(() -> assertThat(box.jug().run("logs", "web").text()).isEqualTo("done"));
    return counted("web");
  }

  @Test
  @DisplayName("E13: work that rests in between is never held back: it takes what it has saved")
  void aBurstIsWhatWasSaved() {
    var saved = afterBursts("--cpu-tbf rate=10%,bucket=200ms");

    assertThat(saved.get("nr_throttled")).isZero();
    assertThat(saved.get("nr_bursts")).isPositive();
    assertThat(saved.get("burst_time")).isBetween(MILLI, 4 * 100 * MILLI);
  }

  /**
   * The same quota, and nothing saved: otherwise nobody knew whether the work would be too much.
   */
  @Test
  @DisplayName("E13: the same work under the same quota without a bucket is held back")
  void withoutABucketItIsHeldBack() {
    var unsaved = afterBursts("--cpu-period 1000000 --cpu-quota 100000");

    assertThat(unsaved.get("nr_throttled")).isPositive();
    assertThat(unsaved.get("nr_bursts")).isZero();
  }

  @Test
  @DisplayName("E13: work that never rests has its quota in each period, and the bucket once")
  void whoNeverRestsSavesNothing() throws Exception {
    box.start("web", "--cpu-tbf rate=20%,bucket=200ms", "while :; do :; done");
    Thread.sleep(Duration.ofSeconds(5));
    long used = Long.parseLong(box.hostGroup("web", "cpuacct", "cpuacct.usage"));
    var counted = counted("web");

    long quota = 100 * MILLI;
    long slices = 4 * 5 * MILLI;
    assertThat(used).isLessThan((counted.get("nr_periods") + 1) * quota + quota + slices);
    assertThat(counted.get("nr_periods")).isGreaterThan(5);
    assertThat(counted.get("nr_throttled")).isGreaterThan(counted.get("nr_periods") / 2);
    assertThat(counted.get("burst_time")).isLessThanOrEqualTo(quota + slices);
  }
}
