package dev.jug.runtime.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.testkit.Requires;
import dev.jug.testkit.Root;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Containers, their groups and their labels once more, in machines with other kernels, where such
 * machines are at hand: one has cgroup version 2 alone, the others a security module each. A
 * machine takes one processor and minutes, so they run side by side.
 */
@Root
@Requires({"busybox", "command:qemu-system-x86_64", "file:../../shared/testvm/run"})
class OtherKernelsTest {
  private static final int SIDE_BY_SIDE = 2;
  private static final Path SYSTEMD = Path.of("/usr/lib/systemd/systemd");

  /** In the end with a systemd that thinks it is the first process, and has no units but one. */
  private static final String UNIFIED =
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

  /** And with a disk that counts by project; CAP_SYS_RESOURCE would pass its limits. */
  private static final String APPARMOR =
      """
      modprobe quota_v2
      mkdir /mnt/quota
      mkfs.ext4 -q -O quota,project -E quotatype=prjquota /dev/vda
      mount -o prjquota /dev/vda /mnt/quota
      "$@" dev.jug.runtime.launch.AppArmorTest
      exec setpriv --bounding-set -sys_resource "$@" dev.jug.runtime.launch.ProjectQuotaTest
      """;

  private static final String SELINUX =
      """
      secilc -o /tmp/policy -f /tmp/contexts src/test/resources/dev/jug/runtime/launch/selinux.cil
      cat /tmp/policy > /sys/fs/selinux/load
      exec "$@" dev.jug.runtime.launch.SelinuxTest
      """;

  private static final ExecutorService MACHINES = Executors.newFixedThreadPool(SIDE_BY_SIDE);
  private static Future<String> unified;
  private static Future<String> apparmor;
  private static Future<String> selinux;

  @BeforeAll
  static void boot() {
    var script =
        UNIFIED.formatted(String.join(" ", CLASSES), SYSTEMD, String.join(" ", SYSTEMD_CLASSES));
    unified = MACHINES.submit(() -> OtherKernel.run(List.of(), script));
    apparmor =
        MACHINES.submit(
            () -> OtherKernel.run(List.of("--lsm", "apparmor", "--disk", "64"), APPARMOR));
    selinux = MACHINES.submit(() -> OtherKernel.run(List.of("--lsm", "selinux"), SELINUX));
  }

  @AfterAll
  static void close() {
    MACHINES.close();
  }

  /** What is skipped there is version 1: its cpuset and its freezer. */
  @Test
  @Timeout(540)
  void everythingWorksWithVersion2() throws Exception {
    var outcome = unified.get();
    assertThat(outcome).contains(" 0 failed, 2 skipped").doesNotContain("FAIL");
    assertThat(outcome).contains(Files.exists(SYSTEMD) ? "2 passed, 0 failed, 0 skipped" : "");
  }

  @Test
  @Timeout(540)
  @Requires("command:apparmor_parser")
  void profilesOfAppArmor() throws Exception {
    assertThat(apparmor.get()).contains("3 passed, 0 failed, 0 skipped");
  }

  /** Its tests follow those of the profiles. */
  @Test
  @Timeout(540)
  void quotasOfProjects() throws Exception {
    assertThat(apparmor.get().split("3 passed, 0 failed, 0 skipped", -1)).hasSize(3);
  }

  @Test
  @Timeout(540)
  @Requires("command:secilc")
  void labelsOfSelinux() throws Exception {
    assertThat(selinux.get()).contains("4 passed, 0 failed, 0 skipped");
  }
}
