package dev.jug.runtime.cgroup;

import static dev.jug.runtime.cgroup.ResourceFixture.memory;
import static dev.jug.runtime.cgroup.ResourceFixture.pids;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jug.oci.runtime.InvalidSpecException;
import dev.jug.runtime.dbus.Variant;
import dev.jug.runtime.systemd.FakeSystemd;
import dev.jug.runtime.systemd.SystemdException;
import dev.jug.testkit.LeakChecked;
import dev.jug.testkit.Root;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A scope: systemd's part is a fake, the groups are the kernel's. */
@Root
@LeakChecked
class SystemdScopeTest {
  @TempDir Path folder;

  /** What systemd would do. */
  private static void makeUnified(LiveGroup group) throws IOException {
    if (group.layout.unified().isPresent()) {
      Files.createDirectories(group.layout.unified().get().group(group.path));
    }
  }

  @Test
  void aScopeHoldsItsProcessAndItsLimits() throws Exception {
    try (var group = new LiveGroup();
        var fake = new FakeSystemd(folder, false)) {
      makeUnified(group);
      fake.controlGroup(group.path);
      var process = new ProcessBuilder("sleep", "100").start();
      int pid = (int) process.pid();
      var name = ScopeName.of(":jug:1");

      var scope =
          SystemdScope.start(
              group.cgroups, fake.socket(), name, pid, memory(64L << 20, null, null));

      assertThat(scope.path()).isEqualTo(group.path);
      assertThat(group.read("memory", "memory.limit_in_bytes", "memory.max"))
          .isEqualTo(Long.toString(64 << 20));
      for (var hierarchy : group.layout.legacy()) {
        assertThat(hierarchy.group(group.path).resolve("cgroup.procs")).hasContent(pid + "\n");
      }
      assertThat(fake.methods()).containsExactly("Get", "StartTransientUnit", "GetUnit", "Get");
      assertThat((List<?>) fake.calls().get(1).body().get(2))
          .asInstanceOf(InstanceOfAssertFactories.list(Object.class))
          .contains(
              List.of("Slice", new Variant("s", "system.slice")),
              List.of("PIDs", new Variant("au", List.of((long) pid))),
              List.of("Delegate", new Variant("b", true)),
              List.of("DefaultDependencies", new Variant("b", false)),
              List.of("DevicePolicy", new Variant("s", "strict")));

      scope.update(pids(9));
      assertThat(group.read("pids", "pids.max", "pids.max")).isEqualTo("9");
      assertThat(fake.calls().getLast().body().get(2))
          .isEqualTo(List.of(List.of("TasksMax", new Variant("t", 9L))));

      scope.remove();
      assertThat(fake.methods()).endsWith("StopUnit", "ResetFailedUnit");
      assertThat(group.directories()).noneMatch(Files::exists);
      process.destroyForcibly().waitFor();
    }
  }

  @Test
  void whatMakesNoSenseDoesNotReachSystemd() {
    try (var group = new LiveGroup();
        var fake = new FakeSystemd(folder, false)) {
      assertThatThrownBy(() ->
              SystemdScope.start(
                  group.cgroups, fake.socket(), ScopeName.of(":a:b"), 1, memory(-5L, null, null)))
          .isInstanceOf(InvalidSpecException.class);
      assertThat(fake.calls()).isEmpty();
    }
  }

  @Test
  void aScopeThatSystemdRefusesIsNoGroup() {
    try (var group = new LiveGroup();
        var fake = new FakeSystemd(folder, false)) {
      fake.failOnce("StartTransientUnit", "org.freedesktop.DBus.Error.InvalidArgs");

      assertThatThrownBy(() ->
              SystemdScope.start(group.cgroups, fake.socket(), ScopeName.of(":a:b"), 1, pids(3)))
          .isInstanceOf(SystemdException.class)
          .hasMessageStartingWith("systemd does not make unit a-b.scope: ");
      assertThat(group.cgroups.children("/system.slice")).doesNotContain("a-b.scope");
    }
  }
}
