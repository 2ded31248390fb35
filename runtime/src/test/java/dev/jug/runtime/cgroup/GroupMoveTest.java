package dev.jug.runtime.cgroup;

import static dev.jug.runtime.cgroup.ResourceFixture.pids;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jug.oci.runtime.InvalidSpecException;
import dev.jug.oci.runtime.Resources;
import dev.jug.testkit.LeakChecked;
import dev.jug.testkit.Root;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Containers' groups move under other parents on the real kernel. */
@Root
@LeakChecked
@Timeout(60)
class GroupMoveTest {
  /** Some children at any time, each of which lives for a moment. */
  private static final String FORKS = "while :; do (sleep 0.01) & (sleep 0.02) & (:) & wait; done";

  private LiveGroup group;
  private String parent;
  private String target;

  @BeforeEach
  void make() throws IOException {
    group = LiveGroup.made();
    parent = Path.of(group.path).getParent() + "/rc-job";
    target = parent + "/box";
    new BudgetGroups(group.cgroups).make(parent, Resources.NONE);
  }

  @AfterEach
  void clean() {
    group.close();
  }

  private void assertAllIn(String path, Process process) throws IOException {
    for (var directory : group.cgroups.directoriesByController(path).values()) {
      assertThat(Files.readAllLines(directory.resolve("cgroup.procs")))
          .as(directory.toString())
          .contains(Long.toString(process.pid()));
    }
  }

  @Test
  @DisplayName("A3: all that a container runs moves, while it forks, and goes on")
  void whatForksMovesWhole() throws IOException {
    var process = group.run(FORKS);

    for (int i = 0; i < 20; i++) {
      group.cgroups.move(group.path, target, pids(50L), false);
      assertThat(group.cgroups.processes(group.path)).isEmpty();
      assertAllIn(target, process);
      assertThat(group.cgroups.frozen(target)).isFalse();
      assertThat(group.directories()).noneMatch(Files::exists);

      group.cgroups.move(target, group.path, pids(60L), false);
      assertAllIn(group.path, process);
    }

    assertThat(group.read("pids", "pids.max", "pids.max")).isEqualTo("60");
    assertThat(process.isAlive()).isTrue();
  }

  @Test
  void whatIsFrozenStaysSo() throws IOException {
    group.run("sleep 100");
    group.cgroups.freeze(group.path);

    group.cgroups.move(group.path, target, Resources.NONE, true);

    assertThat(group.cgroups.frozen(target)).isTrue();
    group.cgroups.thaw(target);
  }

  @Test
  void aHalfDoneMoveIsCompleted() throws IOException {
    var process = group.run("sleep 100");
    for (var directory : group.cgroups.directoriesByController(target).values()) {
      Files.createDirectories(directory);
    }
    var cpu = group.cgroups.directoriesByController(target).get("pids");
    if (cpu != null) {
      Files.writeString(cpu.resolve("cgroup.procs"), Long.toString(process.pid()));
    }
    group.cgroups.freeze(group.path);

    group.cgroups.move(group.path, target, Resources.NONE, false);

    assertAllIn(target, process);
    assertThat(group.cgroups.frozen(target)).isFalse();
  }

  @Test
  void groupsThatAContainerMadeAreNotTakenApart() throws IOException {
    group.run("sleep 100");
    for (var directory : group.directories()) {
      Files.createDirectory(directory.resolve("inner"));
    }

    assertThatThrownBy(() -> group.cgroups.move(group.path, target, Resources.NONE, false))
        .isInstanceOf(InvalidSpecException.class)
        .hasMessageContaining("such as inner");
    assertThat(group.cgroups.processes(group.path)).isNotEmpty();
    assertThat(group.cgroups.frozen(group.path)).isFalse();
  }

  @Test
  void whatTheKernelRefusesLeavesAllWhereItWas() throws IOException {
    var process = group.run("sleep 100");
    var impossible =
        new Resources(
            List.of(),
            null,
            new Resources.Cpu(null, null, null, null, "4000", null, null),
            null,
            java.util.Map.of());

    assertThatThrownBy(() -> group.cgroups.move(group.path, target, impossible, false))
        .isInstanceOf(CgroupException.class)
        .hasMessageContaining("cpuset.cpus");

    assertAllIn(group.path, process);
    assertThat(group.cgroups.frozen(group.path)).isFalse();
    assertThat(group.cgroups.children(parent)).containsExactly(BudgetGroups.LEAF);
  }
}
