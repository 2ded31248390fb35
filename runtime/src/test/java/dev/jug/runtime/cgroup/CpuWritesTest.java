package dev.jug.runtime.cgroup;

import static dev.jug.runtime.cgroup.Layouts.HYBRID;
import static dev.jug.runtime.cgroup.Layouts.LEGACY;
import static dev.jug.runtime.cgroup.Layouts.UNIFIED;
import static dev.jug.runtime.cgroup.ResourceFixture.cpu;
import static dev.jug.runtime.cgroup.ResourceFixture.writes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jug.oci.runtime.InvalidSpecException;
import dev.jug.oci.runtime.Resources.Cpu;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CpuWritesTest {

  /** The kernel checks a quota against the period and a burst against the quota. */
  @Test
  void whatTheNextOneIsCheckedAgainstComesFirst() {
    var all = new Cpu(512L, 20_000L, 5000L, 50_000L, "0-1", "0", 1L);

    assertThat(writes(LEGACY, cpu(all)))
        .containsExactly(
            "cpuset/jug/x/cpuset.cpus = 0-1",
            "cpuset/jug/x/cpuset.mems = 0",
            "cpu,cpuacct/jug/x/cpu.shares = 512",
            "cpu,cpuacct/jug/x/cpu.cfs_period_us = 50000",
            "cpu,cpuacct/jug/x/cpu.cfs_quota_us = 20000",
            "cpu,cpuacct/jug/x/cpu.cfs_burst_us = 5000",
            "cpu,cpuacct/jug/x/cpu.idle = 1");
    assertThat(writes(UNIFIED, cpu(all)))
        .containsExactly(
            "jug/x/cpuset.cpus = 0-1",
            "jug/x/cpuset.mems = 0",
            "jug/x/cpu.weight = 59",
            "jug/x/cpu.max = 20000 50000",
            "jug/x/cpu.max.burst = 5000",
            "jug/x/cpu.idle = 1");
  }

  @Test
  void version2HasQuotaAndPeriodInOneFile() {
    assertThat(writes(UNIFIED, cpu(null, 20_000L, null, null)))
        .containsExactly("jug/x/cpu.max = 20000");
    assertThat(writes(UNIFIED, cpu(null, null, null, 50_000L)))
        .containsExactly("jug/x/cpu.max = max 50000");
    assertThat(writes(UNIFIED, cpu(null, -1L, null, 50_000L)))
        .containsExactly("jug/x/cpu.max = max 50000");
    assertThat(writes(HYBRID, cpu(null, -1L, null, null)))
        .containsExactly("cpu/jug/x/cpu.cfs_quota_us = -1");
  }

  @Test
  void zeroLeavesTheKernelsDefault() {
    for (var layout : List.of(LEGACY, UNIFIED)) {
      assertThat(writes(layout, cpu(new Cpu(0L, 0L, null, 0L, "", "", null)))).isEmpty();
    }
  }

  /** Values that runc's and crun's documents name. */
  @ParameterizedTest
  @CsvSource({"2, 1", "1024, 100", "102400, 4429", "262144, 10000", "1, 1", "999999999, 10000"})
  void sharesBecomeAWeight(long shares, long weight) {
    assertThat(CpuWeight.of(shares)).isEqualTo(weight);
  }

  @Test
  void moreSharesAreNeverLessWeight() {
    for (long shares = 2; shares < 262_144; shares += 97) {
      assertThat(CpuWeight.of(shares)).isLessThanOrEqualTo(CpuWeight.of(shares + 97));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "-5, , , , shares: -5 is not in the range 1 or more",
    ", 999, , , quota: 999 is not in the range 1000 or more",
    ", -2, , , quota: -2 is not in the range 1000 or more",
    ", , -1, , burst: -1 is not in the range 0 or more",
    ", , , 999, period: 999 is not in the range 1000 … 1000000",
    ", , , 1000001, period: 1000001 is not in the range 1000 … 1000000",
    ", , , -1, period: -1 is not in the range 1000 … 1000000",
  })
  void whatCannotBeIsSaidByName(Long shares, Long quota, Long burst, Long period, String text) {
    for (var layout : List.of(LEGACY, UNIFIED)) {
      assertThatThrownBy(() -> writes(layout, cpu(shares, quota, burst, period)))
          .isInstanceOf(InvalidSpecException.class)
          .hasMessageStartingWith("linux.resources.cpu." + text);
    }
  }

  @Test
  void aMachineThatCannotSaysSo() {
    var cpus = cpu(new Cpu(null, null, null, null, "0", null, null));

    assertThatThrownBy(() -> writes(HYBRID, cpus))
        .hasMessage("linux.resources.cpu.cpus: this machine has no cpuset controller");
    assertThatThrownBy(() -> writes(Layouts.parse(""), cpu(2L, null, null, null)))
        .hasMessage("linux.resources.cpu.shares: this machine has no cpu controller");
  }
}
