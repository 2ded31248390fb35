package dev.jug.runtime.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jug.linux.proc.Signal;
import dev.jug.oci.runtime.Resources;
import dev.jug.oci.runtime.Resources.Cpu;
import dev.jug.runtime.cgroup.CgroupLayout;
import dev.jug.runtime.cgroup.Cgroups;
import dev.jug.runtime.cgroup.Hierarchy;
import dev.jug.testkit.LeakChecked;
import dev.jug.testkit.Requires;
import dev.jug.testkit.Root;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a container's group lies, and that it goes away. */
@Root
@Requires("busybox")
@LeakChecked
class GroupPathTest {
  private static LaunchingRuntime runtime;

  @BeforeAll
  static void start() {
    runtime = Runtimes.open();
  }

  @AfterAll
  static void stop() {
    runtime.close();
  }

  private static List<Path> groups(String path) {
    var layout = CgroupLayout.detect();
    return Stream.concat(layout.legacy().stream(), layout.unified().stream())
        .map(Hierarchy::mount)
        .map(mount -> mount.resolve(path.substring(1)))
        .toList();
  }

  private static Sandbox sleeper(String cgroupsPath, Resources resources) throws IOException {
    var process = TestSpecs.process("sleep", "100");
    return new Sandbox(runtime, TestSpecs.limited(process, resources, cgroupsPath));
  }

  @Test
  void whileItRunsItIsInItsGroupsAndThenTheyAreGone() throws IOException {
    List<Path> groups;
    try (var sandbox = sleeper(null, Resources.NONE);
        var process = sandbox.start()) {
      groups = groups(Runtimes.parent() + "/" + sandbox.launch().id());
      for (var group : groups) {
        assertThat(group.resolve("cgroup.procs")).hasContent(process.pid() + "\n");
      }
      process.signal(Signal.KILL);
      process.await();
    }
    assertThat(groups).isNotEmpty().noneMatch(Files::exists);
  }

  /** A monitor that was killed leaves the container behind: its release ends it. */
  @Test
  void whatStillRunsIsEndedByItsRelease() throws IOException {
    try (var sandbox = sleeper(null, Resources.NONE);
        var process = sandbox.start()) {
      runtime.releaseAllBut(Set.of(sandbox.launch().id()));
      assertThat(ProcessHandle.of(process.pid())).isPresent();

      runtime.releaseAllBut(Set.of());

      assertThat(process.await().code()).isEqualTo(137);
      assertThat(groups(Runtimes.parent() + "/" + sandbox.launch().id())).noneMatch(Files::exists);
    }
  }

  /** Its parents are made like the usual one, limits included. */
  @ParameterizedTest
  @ValueSource(strings = {"", "/a", "/a/b"})
  void aSpecMayNameAPathThatIsNotThere(String below) throws IOException {
    var top = Runtimes.parent() + "-own";
    var quota = new Cpu(null, 20_000L, null, null, null, null, null);
    try (var sandbox = sleeper(top + below, new Resources(List.of(), null, quota, null, Map.of()));
        var process = sandbox.start()) {
      for (var group : groups(top + below)) {
        assertThat(group.resolve("cgroup.procs")).hasContent(process.pid() + "\n");
      }
    } finally {
      new Cgroups(CgroupLayout.detect()).remove(top);
    }
    assertThat(groups(top)).noneMatch(Files::exists);
  }

  @Test
  void aRelativePathLiesBelowTheRuntimesGroup() throws IOException {
    try (var sandbox = sleeper("own/box", Resources.NONE);
        var process = sandbox.start()) {
      for (var group : groups(Runtimes.parent() + "/own/box")) {
        assertThat(group.resolve("cgroup.procs")).hasContent(process.pid() + "\n");
      }
    } finally {
      new Cgroups(CgroupLayout.detect()).remove(Runtimes.parent() + "/own");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"../own", "own/../../x", "./own"})
  void noPathLeavesTheRuntimesGroup(String path) throws IOException {
    try (var sandbox = sleeper(path, Resources.NONE)) {
      assertThatThrownBy(sandbox::start).hasMessageStartingWith("linux.cgroupsPath: ");
    }
  }

  /** As other engines do that have a runtime start their containers. */
  @Test
  void aGroupThatSomebodyMadeIsUsed() throws IOException {
    var path = Runtimes.parent() + "-own";
    for (var group : groups(path)) {
      Files.createDirectory(group);
    }
    try (var sandbox = sleeper(path, Resources.NONE);
        var process = sandbox.start()) {
      for (var group : groups(path)) {
        assertThat(group.resolve("cgroup.procs")).hasContent(process.pid() + "\n");
      }
    } finally {
      new Cgroups(CgroupLayout.detect()).remove(path);
    }
  }

  @Test
  void aGroupInUseIsLeftAlone() throws IOException {
    try (var first = sleeper(null, Resources.NONE);
        var process = first.start()) {
      var path = Runtimes.parent() + "/" + first.launch().id();
      try (var second = sleeper(path, Resources.NONE)) {
        assertThatThrownBy(second::start)
            .hasMessageStartingWith("linux.cgroupsPath: in " + path + " there is process ");
        assertThat(ProcessHandle.of(process.pid())).isPresent();
        assertThat(groups(path)).allMatch(Files::exists);
      }
    }
  }

  @Test
  void aStartThatFailsLeavesNoGroup() throws IOException {
    var cpu = new Cpu(null, null, null, null, "100000", null, null);
    try (var sandbox = sleeper(null, new Resources(List.of(), null, cpu, null, Map.of()))) {
      assertThatThrownBy(sandbox::start).hasMessageContaining("linux.resources.cpu.cpus");
      assertThat(groups(Runtimes.parent() + "/" + sandbox.launch().id())).noneMatch(Files::exists);
    }
  }
}
