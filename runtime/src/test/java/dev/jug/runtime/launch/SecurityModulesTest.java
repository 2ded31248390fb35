package dev.jug.runtime.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.testkit.Requires;
import dev.jug.testkit.Root;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Security labels, in machines whose kernels have a module for them. */
@Root
@Requires({"busybox", "command:qemu-system-x86_64", "file:../../shared/testvm/run"})
class SecurityModulesTest {
  private static final String SELINUX =
      """
      secilc -o /tmp/policy -f /tmp/contexts src/test/resources/dev/jug/runtime/launch/selinux.cil
      cat /tmp/policy > /sys/fs/selinux/load
      exec "$@" dev.jug.runtime.launch.SelinuxTest
      """;

  @Test
  @Timeout(540)
  @Requires("command:apparmor_parser")
  void profilesOfAppArmor() throws Exception {
    var script = "exec \"$@\" dev.jug.runtime.launch.AppArmorTest";

    assertThat(OtherKernel.run(List.of("--lsm", "apparmor"), script))
        .contains("3 passed, 0 failed, 0 skipped");
  }

  @Test
  @Timeout(540)
  @Requires("command:secilc")
  void labelsOfSelinux() throws Exception {
    assertThat(OtherKernel.run(List.of("--lsm", "selinux"), SELINUX))
        .contains("4 passed, 0 failed, 0 skipped");
  }
}
