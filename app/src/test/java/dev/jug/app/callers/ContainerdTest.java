package dev.jug.app.callers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.app.command.EndToEnd;
import dev.jug.app.command.Jug;
import dev.jug.testkit.BusyboxRootfs;
import dev.jug.testkit.Requires;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** containerd's own shim with {@code jug-runtime} for its binary. */
@EndToEnd
@Requires({"command:containerd", "command:ctr"})
class ContainerdTest {
  private Caller ctr;
  private Process daemon;

  @BeforeEach
  void open() {
    ctr = new Caller("ctr", "-a", "FOLDER/s");
    daemon =
        ctr.begin(
            List.of(
                "sh",
                "-c",
                "exec containerd --root FOLDER/root --state FOLDER/state -a FOLDER/s"
                    + " >FOLDER/log 2>&1"));
    Jug.eventually(() -> ctr.call("version").ok());
  }

  @AfterEach
  void close() {
    for (var id : ctr.call("c", "ls", "-q").out().lines().toList()) {
      ctr.call("t", "kill", "-s", "KILL", id);
      Jug.eventually(() -> ctr.call("t", "rm", "-f", id));
      ctr.call("c", "rm", id);
    }
    daemon.destroy();
    daemon.onExit().join();
    ctr.close();
  }

  private String[] run(boolean detach, String id, String script) {
    var rootfs = BusyboxRootfs.shared().toString();
    return new String[] {
      "run",
      "--runc-binary",
      Caller.RUNTIME,
      "--rootfs",
      detach ? "-d" : "--rm",
      rootfs,
      id,
      "/bin/sh",
      "-c",
      script
    };
  }

  @Test
  void aTaskRunsToItsEnd() {
    var result = ctr.call(run(false, "a", "id -u; exit 3"));

    assertThat(result.out()).isEqualTo("0\n");
    assertThat(result.code()).isEqualTo(3);
  }

  @Test
  void aTasksLifeIsInTheCallersHands() {
    ctr.call(run(true, "b", "while :; do sleep 0.05; done")).ok();

    assertThat(ctr.call("t", "exec", "--exec-id", "e", "b", "echo", "there").text())
        .isEqualTo("there");
    ctr.call("t", "pause", "b").ok();
    assertThat(ctr.call("t", "ls").text()).contains("PAUSED");
    ctr.call("t", "resume", "b").ok();
    assertThat(ctr.call("t", "metrics", "b").text()).contains("memory");
    ctr.jug().killEngine();
    ctr.call("t", "kill", "-s", "KILL", "b").ok();
    ctr.eventually("STOPPED", "t", "ls");
  }
}
