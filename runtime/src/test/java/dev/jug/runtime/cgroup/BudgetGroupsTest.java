package dev.jug.runtime.cgroup;

import static dev.jug.runtime.cgroup.ResourceFixture.pids;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jug.oci.runtime.Resources;
import dev.jug.testkit.LeakChecked;
import dev.jug.testkit.Root;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Budgets on the real kernel. */
@Root
@LeakChecked
class BudgetGroupsTest {
  private LiveGroup live;
  private BudgetGroups groups;
  private String path;

  @BeforeEach
  void make() {
    live = new LiveGroup();
    groups = new BudgetGroups(live.cgroups);
    path = live.path.replace("/box", "/rc-job");
    groups.make(path, pids(30L));
  }

  @AfterEach
  void clean() {
    live.close();
  }

  @Test
  @DisplayName("A3: a process comes and goes back to where it was")
  void aProcessComesAndGoesBack() throws IOException, InterruptedException {
    var process = new ProcessBuilder("sleep", "100").start();
    int pid = (int) process.pid();
    try {
      var before = groups.attach(path, pid);

      assertThat(groups.processes(path)).containsExactly(pid);
      assertThat(ProcessPlace.of(pid).isBelow(path)).isTrue();
      assertThatThrownBy(() -> groups.remove(path))
          .isInstanceOf(CgroupException.class)
          .hasMessageContaining("in use");

      groups.detach(pid, before);

      assertThat(ProcessPlace.of(pid)).isEqualTo(before);
      assertThat(process.isAlive()).isTrue();
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  @Test
  void whoIsNotThereIsNotAttached() {
    assertThatThrownBy(() -> groups.attach(path, 4_194_303))
        .isInstanceOf(CgroupException.class)
        .hasMessage("No such process: 4194303");
  }

  @Test
  void oneThatIsMadeAgainIsAnother() {
    var first = groups.identity(path);
    assertThat(groups.isThere(path)).isTrue();

    groups.remove(path);
    assertThat(groups.isThere(path)).isFalse();
    assertThat(groups.stats(path)).isEmpty();
    groups.remove(path);
    groups.make(path, Resources.NONE);

    assertThat(groups.identity(path)).isNotEqualTo(first);
    assertThat(groups.children(path)).isEmpty();
  }

  @Test
  void whatIsRefusedLeavesNothing() {
    var other = path + "2";
    var impossible =
        new Resources(
            List.of(),
            null,
            new Resources.Cpu(null, null, null, null, "4000", null, null),
            null,
            Map.of());

    assertThatThrownBy(() -> groups.make(other, impossible)).isInstanceOf(CgroupException.class);
    assertThat(groups.stats(other)).isEmpty();
  }

  private static Resources processors(String list) {
    return new Resources(
        List.of(),
        null,
        new Resources.Cpu(null, null, null, null, list, null, null),
        null,
        Map.of());
  }

  /** Version 1 lets no group have a processor that its parent has not. */
  @Test
  void processorsGoDownAndUpWithThoseBelow() throws IOException {
    var inner = path + "/rc-inner";
    groups.make(inner, Resources.NONE);

    groups.update(path, processors("0"));
    assertThat(processorsOf(inner)).isEqualTo("0");
    assertThat(processorsOf(inner + "/own")).isEqualTo("0");

    groups.update(path, processors("0-1"));
    assertThat(processorsOf(inner + "/own")).isEqualTo("0-1");
    groups.remove(inner);
  }

  private String processorsOf(String group) throws IOException {
    var file = live.layout.isUnified("cpuset") ? "cpuset.cpus.effective" : "cpuset.effective_cpus";
    var hierarchy =
        live.layout.isUnified("cpuset") ? live.layout.unified() : live.layout.legacy("cpuset");
    return Files.readString(hierarchy.orElseThrow().group(group).resolve(file)).strip();
  }

  @Test
  void placesAreReadWithStrangeNames() {
    var place =
        ProcessPlace.parse(
            "7 (a) b (c) S 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 4711 20",
            List.of("5:cpu,cpuacct:/x:y", "4:memory:/", "0::/jug/rc-a/own"));
    var both = new Hierarchy(Path.of("/nowhere"), List.of("cpuacct", "cpu"));
    var memory = new Hierarchy(Path.of("/nowhere"), List.of("memory"));

    assertThat(place.started()).isEqualTo(4711);
    assertThat(place.in(both)).contains("/x:y");
    assertThat(place.in(memory)).isEqualTo(Optional.empty());
    assertThat(place.isBelow("/jug/rc-a")).isTrue();
    assertThat(place.isBelow("/jug/rc")).isFalse();
  }
}
