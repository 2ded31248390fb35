package dev.jug.app.fence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.jug.app.command.EndToEnd;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a container used, beside what its processes say themselves. */
@EndToEnd
class UsageFenceTest {
  private static final double NANOSECONDS = 1e9;
  private static final double TICKS = 100;
  private static final double PERCENT = 0.1;
  private static final long MIB = 1L << 20;

  /** Of each process: ticks of user and kernel. */
  private static final String TIMES =
      "for p in /proc/[0-9]*; do cut -d' ' -f14,15 $p/stat; done 2>/dev/null";

  private static final String MEMORY =
      "for p in /proc/[0-9]*; do grep RssAnon $p/status; done 2>/dev/null";

  private static double sum(String numbers) {
    double sum = 0;
    for (var word : numbers.replaceAll("[^0-9]+", " ").strip().split(" ", -1)) {
      sum += Double.parseDouble(word);
    }
    return sum;
  }

  @Test
  @DisplayName("E11: the time of a container is the sum of its processes'")
  void timeIsThatOfItsProcesses() throws Exception {
    try (var box = new Box()) {
      var spin = "while :; do :; done";
      box.start("web", "", "(" + spin + ") & (" + spin + ") & " + spin);
      Thread.sleep(3000);
      box.jug().run("pause", "web").ok();
      double told = Accounts.processor(box, "web").get("web") / NANOSECONDS;
      box.jug().run("unpause", "web").ok();
      double own = sum(box.jug().run("exec", "web", "sh", "-c", TIMES).text()) / TICKS;
      assertThat(told).isGreaterThan(1).isCloseTo(own, within(0.3 + own * PERCENT));
      box.removeAll();
    }
  }

  @Test
  @DisplayName("E11: the memory of a container is the sum of its processes'")
  void memoryIsThatOfItsProcesses() throws Exception {
    try (var box = new Box()) {
      var hold = "dd if=/dev/zero of=/dev/null bs=8M";
      box.start("web", "-m 256m --cpus 0.5", hold + " & " + hold + " & sleep 99");
      Thread.sleep(3000);
      double own = sum(box.jug().run("exec", "web", "sh", "-c", MEMORY).text()) * 1024;
      double told = Accounts.of(box, "web").at("/memory_stats/stats/rss").asLong();
      assertThat(told).isGreaterThan(14 * MIB).isCloseTo(own, within(4 * MIB + own * PERCENT));
      box.removeAll();
    }
  }
}
