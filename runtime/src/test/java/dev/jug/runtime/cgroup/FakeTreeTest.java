package dev.jug.runtime.cgroup;

import static dev.jug.runtime.cgroup.ResourceFixture.cpu;
import static dev.jug.runtime.cgroup.ResourceFixture.memory;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.jug.oci.runtime.Resources;
import dev.jug.oci.runtime.Resources.DeviceRule;
import dev.jug.runtime.cgroup.CgroupSetup.Write;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is found out by a look at groups that are there, in trees of plain files. */
class FakeTreeTest {
  private static final DeviceRule NOTHING = new DeviceRule(false, "a", null, null, "rwm");

  @TempDir Path mount;

  private Path file(String path, String content) throws IOException {
    Files.createDirectories(mount.resolve(path).getParent());
    return Files.writeString(mount.resolve(path), content + "\n");
  }

  private CgroupLayout unified() {
    var controllers = List.of("cpu", "memory", "io");
    return new CgroupLayout(List.of(), Optional.of(new Hierarchy(mount, controllers)));
  }

  private CgroupLayout legacy(String... controllers) {
    return new CgroupLayout(List.of(new Hierarchy(mount, List.of(controllers))), Optional.empty());
  }

  @Test
  void theNearestGroupTellsWhatTheKernelHas() throws IOException {
    var hierarchy = new Hierarchy(mount, List.of("blkio"));
    assertThat(KernelFiles.REAL.has(hierarchy, "/jug/x", "blkio.bfq.weight")).isTrue();

    file("jug/blkio.bfq.weight", "100");
    file("blkio.weight", "100");

    assertThat(KernelFiles.REAL.has(hierarchy, "/jug/x", "blkio.bfq.weight")).isTrue();
    assertThat(KernelFiles.REAL.has(hierarchy, "/jug/x/y", "blkio.weight")).isFalse();
    assertThat(KernelFiles.REAL.has(hierarchy, "/other", "blkio.bfq.weight")).isTrue();
    assertThat(KernelFiles.REAL.has(hierarchy, "/other", "blkio.weight")).isFalse();
  }

  @Test
  void aNewPeriodKeepsTheQuota() throws IOException {
    file("x/cpu.max", "20000 100000");
    var limits = new CurrentLimits(unified(), "/x");

    assertThat(limits.complete(cpu(null, null, null, 50_000L)).cpu().quota()).isEqualTo(20_000);
    assertThat(limits.complete(cpu(null, 5000L, null, null)).cpu().period()).isNull();
    file("x/cpu.max", "max 100000");
    assertThat(limits.complete(cpu(null, null, null, 50_000L)).cpu().quota()).isEqualTo(-1);
  }

  @Test
  void newSwapIsCountedFromTheLimit() throws IOException {
    file("x/memory.max", "5000");
    file("x/memory.swap.max", "max");
    var limits = new CurrentLimits(unified(), "/x");

    assertThat(limits.complete(memory(null, null, 9000L)).memory().limit()).isEqualTo(5000);
    assertThat(limits.complete(memory(7000L, null, null)).memory().swap()).isNull();
    assertThat(limits.complete(memory(-1L, null, null)).memory().swap()).isEqualTo(-1);
  }

  @Test
  void version1HasItsOwnWordForNoLimit() throws IOException {
    file("x/memory.limit_in_bytes", "9223372036854771712");
    var limits = new CurrentLimits(legacy("memory", "cpu"), "/x");

    assertThat(limits.complete(memory(null, null, 9000L)).memory().limit()).isEqualTo(-1);
    assertThat(limits.complete(memory(-1L, null, null)).memory().swap()).isNull();
    assertThat(limits.complete(cpu(null, null, null, 50_000L)).cpu().quota()).isNull();
  }

  @DisplayName("E5: controllers mounted together have one directory")
  @Test
  void controllersMountedTogetherHaveOneDirectory() {
    var cgroups = new Cgroups(legacy("net_cls", "net_prio"));

    assertThat(cgroups.setup("/jug/x", Resources.NONE).directories()).hasSize(1);
    assertThat(cgroups.directoriesByController("/jug/x"))
        .containsOnlyKeys("net_cls", "net_prio")
        .containsValue(mount.resolve("jug/x"));
  }

  @Test
  void aListOfDevicesChangesByItsDifference() throws IOException {
    file("x/devices.list", "c 1:3 rwm\nc 240:7 rw\nb *:* m");
    var rules =
        List.of(
            NOTHING,
            new DeviceRule(true, "c", 1L, 3L, "rwm"),
            new DeviceRule(true, "c", 240L, 7L, "r"),
            new DeviceRule(true, "c", 5L, null, "rw"),
            new DeviceRule(true, "b", null, null, "m"));

    assertThat(LegacyDeviceUpdate.of(mount.resolve("x"), rules))
        .extracting(Write::file, Write::value)
        .containsExactly(
            tuple(mount.resolve("x/devices.allow"), "c 5:* rw"),
            tuple(mount.resolve("x/devices.deny"), "c 240:7 w"));
  }

  @Test
  void everythingAndAListDoNotDiffer() throws IOException {
    file("x/devices.list", "a *:* rwm");
    var everything = new DeviceRule(true, "a", null, null, "rwm");
    var one = new DeviceRule(true, "c", 1L, 3L, "rwm");

    assertThat(LegacyDeviceUpdate.of(mount.resolve("x"), List.of(NOTHING, one)))
        .extracting(Write::value)
        .containsExactly("a", "c 1:3 rwm");
    file("x/devices.list", "c 1:3 rwm");
    assertThat(LegacyDeviceUpdate.of(mount.resolve("x"), List.of(everything)))
        .extracting(Write::file)
        .containsExactly(mount.resolve("x/devices.allow"));
  }

  @Test
  void aGroupWithoutProcessorsGetsThoseAboveIt() throws IOException {
    file("a/cpuset.cpus", "0-1");
    file("a/cpuset.mems", "0");
    var cpus = file("a/b/cpuset.cpus", "");
    file("a/b/cpuset.mems", "0");

    var setup = new Cgroups(legacy("cpuset")).adopt("/a/b", Resources.NONE);

    assertThat(setup.directories()).isEmpty();
    assertThat(setup.writes()).containsExactly(new Write(cpus, "0-1", "linux.cgroupsPath"));
  }
}
