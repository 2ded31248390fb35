package dev.jug.runtime.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.testkit.Requires;
import dev.jug.testkit.Root;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Containers and their groups once more, in a machine that has cgroup version 2 alone, where such a
 * machine is at hand. There, devices are decided by a program that this kernel's verifier has to
 * take.
 */
@Root
@Requires({"busybox", "command:qemu-system-x86_64", "file:../../shared/testvm/run"})
class UnifiedKernelTest {
  private static final Path SYSTEMD = Path.of("/usr/lib/systemd/systemd");

  /** In the end with a systemd that thinks it is the first process, and has no units but one. */
  private static final String SCRIPT =
      """
      "$@" %s
      mkdir /run/units
      printf '[Unit]\nAllowIsolate=yes\n' > /run/units/default.target
      export SYSTEMD_UNIT_PATH=/run/units container=jug
      unshare -p -f --mount-proc %s --system --unit=default.target > /dev/null 2>&1 &
      for i in $(seq 60); do [ -S /run/systemd/private ] || sleep 1; done
      exec nsenter -t $(pgrep -x systemd) -p -m sh -c 'cd "$0"; exec "$@"' "$PWD" "$@" %s
      """;

  private static final List<String> CLASSES =
      List.of(
          "dev.jug.runtime.cgroup.DeviceProgramsTest",
          "dev.jug.runtime.cgroup.GroupsTest",
          "dev.jug.runtime.cgroup.OperationsTest",
          "dev.jug.runtime.cgroup.SharedGroupTest",
          "dev.jug.runtime.cgroup.SystemdScopeTest",
          "dev.jug.runtime.cgroup.UpdateTest",
          "dev.jug.runtime.launch.CgroupMountTest",
          "dev.jug.runtime.launch.ContainerTest",
          "dev.jug.runtime.launch.GroupPathTest",
          "dev.jug.runtime.launch.LimitsTest");

  private static final List<String> SYSTEMD_CLASSES =
      List.of(
          "dev.jug.runtime.cgroup.RealSystemdTest", "dev.jug.runtime.launch.ScopedContainerTest");

  /** What is skipped there is version 1: its cpuset and its freezer. */
  @Test
  @Timeout(540)
  void everythingWorksWithVersion2() throws Exception {
    var script =
        SCRIPT.formatted(String.join(" ", CLASSES), SYSTEMD, String.join(" ", SYSTEMD_CLASSES));
    var outcome = OtherKernel.run(List.of(), script);

    assertThat(outcome).contains(" 0 failed, 2 skipped").doesNotContain("FAIL");
    assertThat(outcome).contains(Files.exists(SYSTEMD) ? "2 passed, 0 failed, 0 skipped" : "");
  }
}
