package dev.jug.runtime.cgroup;

import static dev.jug.runtime.cgroup.ResourceFixture.cpu;
import static dev.jug.runtime.cgroup.ResourceFixture.memory;
import static dev.jug.runtime.cgroup.ResourceFixture.pids;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jug.linux.bpf.DevicePrograms;
import dev.jug.oci.runtime.InvalidSpecException;
import dev.jug.oci.runtime.Resources;
import dev.jug.oci.runtime.Resources.Cpu;
import dev.jug.oci.runtime.Resources.DeviceRule;
import dev.jug.oci.runtime.Resources.Memory;
import dev.jug.testkit.LeakChecked;
import dev.jug.testkit.Root;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Limits of a group in use change on the real kernel, in both versions. */
@Root
@LeakChecked
class UpdateTest {
  private static final long MEGABYTE = 1 << 20;

  private LiveGroup group;

  @BeforeEach
  void make() throws IOException {
    group = LiveGroup.made();
    group.run("sleep 100");
  }

  @AfterEach
  void clean() {
    group.close();
  }

  private void update(Resources resources) {
    group.cgroups.update(group.path, resources);
  }

  private String limit() throws IOException {
    return group.read("memory", "memory.limit_in_bytes", "memory.max");
  }

  /** In version 1 neither may pass the other on the way. */
  @DisplayName("E21: memory and swap go up and down together")
  @Test
  void memoryAndSwapGoUpAndDownTogether() throws IOException {
    for (long megabytes : List.of(64, 256, 32, 128)) {
      update(memory(megabytes * MEGABYTE, null, 2 * megabytes * MEGABYTE));

      assertThat(limit()).isEqualTo(Long.toString(megabytes * MEGABYTE));
      assertThat(group.read("memory", "memory.memsw.limit_in_bytes", "memory.swap.max"))
          .isEqualTo(
              Long.toString(megabytes * MEGABYTE * (group.layout.isUnified("memory") ? 1 : 2)));
    }
  }

  @Test
  void swapAloneIsCountedFromTheLimitThatIsThere() throws IOException {
    update(memory(64 * MEGABYTE, null, 64 * MEGABYTE));
    update(memory(null, null, 96 * MEGABYTE));

    assertThat(limit()).isEqualTo(Long.toString(64 * MEGABYTE));
    assertThat(group.read("memory", "memory.memsw.limit_in_bytes", "memory.swap.max"))
        .isEqualTo(Long.toString((group.layout.isUnified("memory") ? 32 : 96) * MEGABYTE));
  }

  @Test
  void noMemoryLimitMeansNoneOnSwapEither() throws IOException {
    update(memory(64 * MEGABYTE, null, 64 * MEGABYTE));
    update(memory(-1L, null, null));

    assertThat(group.cgroups.stats(group.path).memory().swap().limit())
        .satisfiesAnyOf(
            limit -> assertThat(limit).isEqualTo(-1),
            limit -> assertThat(limit).isGreaterThan(1L << 60));
  }

  @Test
  void theQuotaFollowsThePeriodAndTheBurstTheQuota() throws IOException {
    update(cpu(null, 50_000L, 40_000L, 100_000L));
    update(cpu(512L, 20_000L, 10_000L, 25_000L));
    update(cpu(null, null, null, 40_000L));
    update(cpu(null, 90_000L, 80_000L, null));

    assertThat(quota()).isEqualTo("90000 40000");
    assertThat(group.read("cpu", "cpu.cfs_burst_us", "cpu.max.burst")).isEqualTo("80000");
    assertThat(group.read("cpu", "cpu.shares", "cpu.weight")).isIn("512", "59");
  }

  private String quota() throws IOException {
    return group.layout.isUnified("cpu")
        ? group.read("cpu", "", "cpu.max")
        : group.read("cpu", "cpu.cfs_quota_us", "")
            + " "
            + group.read("cpu", "cpu.cfs_period_us", "");
  }

  /** The processor that is not there is asked for before the rest and fails all of it. */
  @Test
  void whatIsRefusedTakesTheRestBack() throws IOException {
    update(
        new Resources(
            List.of(),
            memory(64 * MEGABYTE, null, null).memory(),
            cpu(null, 30_000L, null, 60_000L).cpu(),
            pids(50).pids(),
            Map.of()));
    var impossible =
        new Resources(
            List.of(),
            memory(128 * MEGABYTE, null, null).memory(),
            new Cpu(null, 40_000L, null, 80_000L, "100000", null, null),
            pids(70).pids(),
            Map.of());

    assertThatThrownBy(() -> update(impossible))
        .isInstanceOf(CgroupException.class)
        .hasMessageStartingWith("linux.resources.cpu.cpus: \"100000\" cannot be written to ")
        .hasMessageMatching(
            ".*/cpuset.cpus: (Numerical result out of range|Invalid argument)"
                + "; the group above must have them");
    assertThat(limit()).isEqualTo(Long.toString(64 * MEGABYTE));
    assertThat(quota()).isEqualTo("30000 60000");
    assertThat(group.read("pids", "pids.max", "pids.max")).isEqualTo("50");
  }

  /** Who has just been told to begin may not have touched a page yet. */
  private void awaitUse() throws IOException, InterruptedException {
    while (group.read("memory", "memory.usage_in_bytes", "memory.current").equals("0")) {
      Thread.sleep(1);
    }
  }

  @Test
  @Timeout(20)
  void aLimitBelowWhatIsInUseIsRefusedIfAskedTo() throws Exception {
    awaitUse();
    var before = limit();
    var small = memory(new Memory(1L, null, null, null, null, null, true, null, null));

    assertThatThrownBy(() -> update(small))
        .isInstanceOf(InvalidSpecException.class)
        .hasMessageMatching(
            "linux.resources.memory.limit: 1 is below what is in use, \\d+ bytes: ask for more");
    assertThat(limit()).isEqualTo(before);
  }

  @Test
  void devicesAreThoseOfTheLastRules() throws IOException {
    var nothing = new DeviceRule(false, "a", null, null, "rwm");
    var one = new DeviceRule(true, "c", 240L, 7L, "rw");
    var other = new DeviceRule(true, "c", 240L, 8L, "r");

    update(devices(nothing, one));
    var before = rules();
    update(devices(nothing, other));

    if (group.layout.legacy("devices").isPresent()) {
      assertThat(before).contains("c 240:7 rw", "c 1:3 rwm").doesNotContain("240:8");
      assertThat(rules()).contains("c 240:8 r", "c 1:3 rwm").doesNotContain("240:7");
      update(devices(new DeviceRule(true, "a", null, null, "rwm")));
      assertThat(rules()).isEqualTo("a *:* rwm");
    } else {
      var directory = group.layout.unified().orElseThrow().group(group.path);
      try (var programs = DevicePrograms.of(directory)) {
        assertThat(programs.count()).isEqualTo(1);
      }
    }
    update(pids(9));
  }

  private static Resources devices(DeviceRule... rules) {
    return new Resources(List.of(rules), null, null, null, Map.of());
  }

  private String rules() throws IOException {
    return group.layout.legacy("devices").isPresent()
        ? group.read("devices", "devices.list", "")
        : "";
  }

  @Test
  void aGroupThatIsNotThereCannotChange() {
    assertThatThrownBy(() -> group.cgroups.update("/jug-test-nowhere", pids(1)))
        .isInstanceOf(CgroupException.class)
        .hasMessage("cgroup /jug-test-nowhere is not there");
    assertThat(Files.exists(group.directories().getFirst())).isTrue();
  }
}
