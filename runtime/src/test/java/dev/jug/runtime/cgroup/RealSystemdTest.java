package dev.jug.runtime.cgroup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jug.oci.runtime.Resources;
import dev.jug.oci.runtime.Resources.Cpu;
import dev.jug.oci.runtime.Resources.Memory;
import dev.jug.oci.runtime.Resources.Pids;
import dev.jug.runtime.systemd.Systemd;
import dev.jug.runtime.systemd.SystemdException;
import dev.jug.runtime.systemd.SystemdSocket;
import dev.jug.testkit.LeakChecked;
import dev.jug.testkit.Requires;
import dev.jug.testkit.Root;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A scope of the systemd that runs this machine. */
@Root
@Requires("file:/run/systemd/private")
@LeakChecked
class RealSystemdTest {
  private final Cgroups cgroups = new Cgroups(CgroupLayout.detect());
  private final SystemdSocket socket = SystemdSocket.ofSystem();

  private static Resources limits(long memory, long processes) {
    return new Resources(
        List.of(),
        new Memory(memory, null, null, null, null),
        new Cpu(512L, 20_000L, null, 50_000L, "0", "0", null),
        new Pids(processes),
        Map.of());
  }

  @Test
  void systemdMakesChangesAndRemovesAScope() throws Exception {
    var name = ScopeName.of("jug-test.slice:jug-test:" + ProcessHandle.current().pid());
    var process = new ProcessBuilder("sleep", "100").start();
    var scope =
        SystemdScope.start(cgroups, socket, name, (int) process.pid(), limits(64L << 20, 30));

    assertThat(scope.path()).isEqualTo(name.path());
    assertThat(cgroups.processes(scope.path())).containsExactly((int) process.pid());
    assertThat(cgroups.stats(scope.path()).memory().usage().limit()).isEqualTo(64L << 20);
    assertThat(cgroups.stats(scope.path()).pids().limit()).isEqualTo(30);

    scope.update(limits(128L << 20, 40));
    assertThat(cgroups.stats(scope.path()).memory().usage().limit()).isEqualTo(128L << 20);
    assertThat(cgroups.stats(scope.path()).pids().limit()).isEqualTo(40);

    scope.remove();
    assertThat(process.waitFor()).isEqualTo(137);
    assertThat(scope.directories().values()).noneMatch(Files::exists);
    try (var systemd = Systemd.connect(socket)) {
      assertThatThrownBy(() -> systemd.controlGroup(name.unit()))
          .isInstanceOf(SystemdException.class);
      systemd.stop("jug-test.slice");
      systemd.stop("jug.slice");
    }
  }
}
