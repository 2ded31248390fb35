package dev.jug.runtime.cgroup;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CgroupLayoutTest {
  private static final Path TOP = Path.of("/sys/fs/cgroup");

  @Test
  void aHierarchyOfVersion1IsItsControllersOrItsName() {
    assertThat(Layouts.LEGACY.unified()).isEmpty();
    assertThat(Layouts.LEGACY.legacy())
        .containsExactly(
            hierarchy("systemd", "name=systemd"),
            hierarchy("cpu,cpuacct", "cpu", "cpuacct"),
            hierarchy("cpuset", "cpuset"),
            hierarchy("memory", "memory"),
            hierarchy("devices", "devices"),
            hierarchy("pids", "pids"));
  }

  private static Hierarchy hierarchy(String name, String... controllers) {
    return new Hierarchy(TOP.resolve(name), List.of(controllers));
  }

  @DisplayName("E5: controllers mounted together share their hierarchy")
  @Test
  void controllersMountedTogetherShareTheirHierarchy() {
    assertThat(Layouts.LEGACY.legacy("cpu")).isEqualTo(Layouts.LEGACY.legacy("cpuacct"));
    assertThat(Layouts.LEGACY.legacy("cpu").orElseThrow().group("/jug/x"))
        .isEqualTo(TOP.resolve("cpu,cpuacct/jug/x"));
  }

  @DisplayName("E8: a hybrid machine has both versions")
  @Test
  void aHybridMachineHasBoth() {
    assertThat(Layouts.HYBRID.legacy()).hasSize(3);
    assertThat(Layouts.HYBRID.unified()).contains(hierarchy("unified"));
    assertThat(Layouts.HYBRID.legacy("memory")).isPresent();
    assertThat(Layouts.HYBRID.isUnified("memory")).isFalse();
  }

  @DisplayName("E8: a unified machine has its controllers in one place")
  @Test
  void aUnifiedMachineHasItsControllersInOnePlace() {
    assertThat(Layouts.UNIFIED.legacy()).isEmpty();
    assertThat(Layouts.UNIFIED.unified().orElseThrow().mount()).isEqualTo(TOP);
    assertThat(Layouts.UNIFIED.isUnified("memory")).isTrue();
  }

  @DisplayName("E8: a controller that is missing is nowhere")
  @Test
  void aControllerThatIsMissingIsNowhere() {
    assertThat(Layouts.HYBRID.legacy("cpuset")).isEmpty();
    assertThat(Layouts.HYBRID.isUnified("cpuset")).isFalse();
    assertThat(Layouts.UNIFIED.isUnified("misc")).isFalse();
    assertThat(Layouts.LEGACY.isUnified("cpu")).isFalse();
  }

  @DisplayName("E5: a hierarchy mounted twice counts once")
  @Test
  void aHierarchyMountedTwiceCountsOnce() {
    var layout =
        Layouts.parse(
            """
            29 25 0:26 / /sys/fs/cgroup/cpu,cpuacct rw - cgroup cgroup rw,cpu,cpuacct
            30 25 0:26 / /sys/fs/cgroup/cpu rw - cgroup cgroup rw,cpu,cpuacct
            31 25 0:27 / /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory
            32 25 0:27 / /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory
            """);

    assertThat(layout.legacy())
        .containsExactly(hierarchy("cpu,cpuacct", "cpu", "cpuacct"), hierarchy("memory", "memory"));
  }

  @Test
  void whatIsMountedElsewhereIsNotTouched() {
    var layout =
        Layouts.parse(
            """
            50 25 0:27 / /mnt/box/sys/fs/cgroup/memory rw - cgroup cgroup rw,memory
            51 25 0:26 / /mnt/box/sys/fs/cgroup rw - cgroup2 cgroup2 rw
            """,
            "memory");

    assertThat(layout).isEqualTo(new CgroupLayout(List.of(), java.util.Optional.empty()));
  }
}
