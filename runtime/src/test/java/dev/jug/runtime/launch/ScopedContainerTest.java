package dev.jug.runtime.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.oci.runtime.Resources;
import dev.jug.oci.runtime.Resources.Memory;
import dev.jug.oci.runtime.Resources.Pids;
import dev.jug.runtime.Launch;
import dev.jug.runtime.LaunchOption;
import dev.jug.runtime.systemd.Systemd;
import dev.jug.runtime.systemd.SystemdSocket;
import dev.jug.testkit.LeakChecked;
import dev.jug.testkit.Requires;
import dev.jug.testkit.Root;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Containers whose groups systemd makes, where it runs the machine. */
@Root
@Requires({"busybox", "file:/run/systemd/private"})
@LeakChecked
class ScopedContainerTest {
  private static final String SCRIPT =
      "cd /sys/fs/cgroup; cat memory.max pids.max; cut -d : -f 3 /proc/self/cgroup";

  private LaunchingRuntime runtime;

  @BeforeEach
  void start() {
    runtime = Runtimes.open();
  }

  @AfterEach
  void stop() {
    runtime.close();
    try (var systemd = Systemd.connect(SystemdSocket.ofSystem())) {
      systemd.stop("jug-test.slice");
      systemd.stop("jug.slice");
    }
  }

  private static Launch scoped(Launch plain) {
    return new Launch(
        plain.id(),
        plain.spec(),
        plain.root(),
        plain.state(),
        plain.custody(),
        Set.of(LaunchOption.SYSTEMD_CGROUP),
        plain.bundle());
  }

  @Test
  void itLivesInItsScopeUnderItsLimits() throws IOException {
    var limits =
        new Resources(
            List.of(), new Memory(64L << 20, null, null, null, null), null, new Pids(30), Map.of());
    var process = TestSpecs.process("sh", "-c", SCRIPT);
    var spec = TestSpecs.limited(process, limits, "jug-test.slice:jug-test:box");
    try (var sandbox = new Sandbox(runtime, spec)) {
      var launch = scoped(sandbox.launch());
      try (var running = runtime.start(launch)) {
        var outcome = Sandbox.outcome(sandbox.client(), running);
        assertThat(outcome.stdout()).isEqualTo("67108864\n30\n/\n");
        assertThat(outcome.code()).isZero();
      } finally {
        runtime.release(launch);
      }
    }
  }
}
