package dev.jug.app.fence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.jug.app.command.EndToEnd;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Processor time: shares, quotas, bursts, and which processors. */
@EndToEnd
class ProcessorFenceTest {
  private static final String SPIN = "while :; do :; done";
  private static final double BILLION = 1e9;

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

  /** Nanoseconds that each has used in so many seconds. */
  private static Map<String, Long> used(double seconds, String... names) throws Exception {
    var before = Accounts.processor(box, names);
    Thread.sleep(Duration.ofMillis((long) (seconds * 1000)));
    return Accounts.difference(before, Accounts.processor(box, names));
  }

  @Test
  @DisplayName("E12: two that spin on one processor have it in the proportion of their shares")
  void sharesAreProportions() throws Exception {
    box.start("much", "--cpuset-cpus 1 --cpu-shares 2048", SPIN);
    box.start("less", "--cpuset-cpus 1 --cpu-shares 1024", SPIN);

    var used = used(4, "much", "less");

    // Others use this processor too: what both lose does not change their proportion.
    assertThat((double) used.get("much") / used.get("less")).isCloseTo(2, within(0.2));
  }

  @Test
  @DisplayName("E10: who says nothing has the same share as anybody else")
  void equalSharesAreTheDefault() throws Exception {
    box.start("one", "--cpuset-cpus 1", SPIN);
    box.start("other", "--cpuset-cpus 1", SPIN + " & " + SPIN + " & " + SPIN);

    var used = used(3, "one", "other");

    assertThat((double) used.get("one") / used.get("other")).isCloseTo(1, within(0.12));
  }

  @ParameterizedTest
  @CsvSource({"--cpus 0.5", "--cpu-period 20000 --cpu-quota 10000"})
  @DisplayName("E13: nobody gets more than the quota, though the machine has time")
  void theQuotaIsTheMost(String options) throws Exception {
    box.start("web", options, SPIN + " & " + SPIN);

    var used = used(3, "web").get("web") / BILLION;

    assertThat(used).isBetween(0.8, 1.7);
    assertThat(box.group("web", "cpu/cpu.stat")).doesNotContain("nr_throttled 0\n");
  }

  @Test
  @DisplayName("E13: period and quota are the kernel's, digit by digit")
  void periodAndQuotaAreVerbatim() {
    box.start("web", "--cpu-period 50000 --cpu-quota 25000", "sleep 99");

    assertThat(box.group("web", "cpu/cpu.cfs_period_us")).isEqualTo("50000");
    assertThat(box.group("web", "cpu/cpu.cfs_quota_us")).isEqualTo("25000");
  }

  @Test
  @DisplayName("E16: a container runs on its processors only, and has the memory of its nodes")
  void processorsAreItsOwn() {
    var said =
        box.run("--cpuset-cpus 1 --cpuset-mems 0", "grep -h allowed_list /proc/self/status; nproc");

    assertThat(said.text().replaceAll("\\s+", " "))
        .isEqualTo("Cpus_allowed_list: 1 Mems_allowed_list: 0 1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--cpuset-cpus 99  | Requested CPUs are not available - requested 99, available: 0-1",
        "--cpuset-mems 9   | Requested memory nodes are not available - requested 9, available: 0",
        "--cpuset-cpus 1-  | Invalid value 1- for cpuset cpus",
        "--cpuset-mems ,,a | Invalid value ,,a for cpuset mems",
      })
  @DisplayName("E16: processors and nodes that are not there are named, with those that are")
  void processorsThatAreNotThere(String options, String why) {
    var said = box.run(options, "true");

    assertThat(said.code()).isEqualTo(125);
    assertThat(said.err()).contains(why);
  }

  @Test
  @DisplayName("E15: real-time time that the group above does not have is refused with the reason")
  void realTimeIsRefusedWithAReason() {
    var said = box.run("--cpu-rt-runtime 1000", "true");

    assertThat(said.code()).isEqualTo(125);
    assertThat(said.err()).contains("linux.resources.cpu.realtimeRuntime", "cpu.rt_runtime_us");
  }

  @Test
  @DisplayName("E17: what stats says is what the processes have used, by processor too")
  void timeIsAccountedFor() throws Exception {
    box.start("web", "--cpuset-cpus 0", SPIN);

    var used = used(2, "web").get("web") / BILLION;
    var stat = box.read("web", "/proc/1/stat").split(" ", -1);
    double own = (Long.parseLong(stat[13]) + Long.parseLong(stat[14])) / 100.0;
    var percpu = box.group("web", "cpuacct/cpuacct.usage_percpu").strip().split(" ", -1);

    assertThat(used).isBetween(0.5, 2.1);
    assertThat(Accounts.processor(box, "web").get("web") / BILLION)
        .isCloseTo(own, within(0.1 + own / 10));
    assertThat(Long.parseLong(percpu[0])).isGreaterThan(100 * Long.parseLong(percpu[1]));
  }
}
