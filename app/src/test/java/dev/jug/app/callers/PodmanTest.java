package dev.jug.app.callers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.app.command.EndToEnd;
import dev.jug.app.command.Jug.Result;
import dev.jug.testkit.Requires;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code podman --runtime jug-runtime}. */
@EndToEnd
@Requires("command:podman")
class PodmanTest {
  private static final String SERVE =
      "trap 'echo bye; exit 4' TERM; echo hi; while :; do sleep 0.05; done";

  private Caller podman;

  @BeforeEach
  void open() {
    podman =
        new Caller(
            "podman",
            "--root",
            "FOLDER/root",
            "--runroot",
            "FOLDER/run",
            "--tmpdir",
            "FOLDER/tmp",
            "--cgroup-manager",
            "cgroupfs",
            "--events-backend",
            "file",
            "--runtime",
            Caller.RUNTIME);
    podman.call("import", podman.archive(), "box").ok();
  }

  @AfterEach
  void close() {
    podman.call("rm", "-f", "-a");
    podman.call("rmi", "-f", "-a");
    podman.call("system", "prune", "-f");
    podman.begin(List.of("umount", "FOLDER/root/overlay")).onExit().join();
    podman.close();
  }

  /** Without the rights to raise limits podman's own would be refused. */
  private Result run(String... words) {
    var command =
        new ArrayList<>(
            List.of(
                "run",
                "--net",
                "none",
                "--ulimit",
                "nofile=20000:20000",
                "--ulimit",
                "nproc=32768:32768"));
    command.addAll(List.of(words));
    return podman.call(command.toArray(String[]::new));
  }

  @Test
  void aContainerRunsToItsEnd() {
    var result =
        run("--rm", "-v", "/usr:/host:ro", "box", "sh", "-c", "id -u; ls -d /host/bin; exit 3");

    assertThat(result.out()).isEqualTo("0\n/host/bin\n");
    assertThat(result.code()).isEqualTo(3);
  }

  @Test
  void itsLifeIsInTheCallersHands() {
    run("-d", "--name", "aa", "-m", "64m", "--health-cmd", "true", "box", "sh", "-c", SERVE).ok();

    assertThat(podman.call("exec", "aa", "sh", "-c", "echo there; exit 5").code()).isEqualTo(5);
    assertThat(podman.feed("data", "exec", "-i", "aa", "cat").text()).isEqualTo("data");
    podman.call("healthcheck", "run", "aa").ok();
    podman.call("pause", "aa").ok();
    assertThat(podman.call("inspect", "-f", "{{.State.Status}}", "aa").text()).isEqualTo("paused");
    podman.call("unpause", "aa").ok();
    podman.call("update", "--memory", "128m", "aa").ok();
    podman.jug().killEngine();
    podman.call("kill", "--signal", "TERM", "aa").ok();
    podman.eventually("exited 4", "inspect", "-f", "{{.State.Status}} {{.State.ExitCode}}", "aa");
    assertThat(podman.call("logs", "aa").text()).isEqualTo("hi\nbye");
  }

  @Test
  void whatCannotRunIsSaidAsPodmanSaysIt() {
    assertThat(run("--rm", "box", "no-such").code()).isEqualTo(127);
    assertThat(run("--rm", "box", "/etc/passwd").code()).isEqualTo(126);
  }

  @Test
  void aUserNamespace() {
    var result =
        run(
            "--rm",
            "--uidmap",
            "0:100000:65536",
            "box",
            "sh",
            "-c",
            "id -u; cat /proc/self/uid_map");

    assertThat(result.text()).startsWith("0\n").contains("100000      65536");
  }

  @Test
  void aTerminal() {
    var words =
        "podman --root %1$s/root --runroot %1$s/run --tmpdir %1$s/tmp --cgroup-manager"
            + " cgroupfs --events-backend file --runtime %2$s run --rm -it --net none --ulimit"
            + " nofile=20000:20000 --ulimit nproc=32768:32768 box sh -c 'tty; echo prompt; read x'";

    var result =
        podman
            .jug()
            .inTerminal(
                words.formatted(podman.folder(), podman.folder().resolve("jug-runtime")),
                "prompt",
                "word\n");

    assertThat(result.out()).contains("/dev/pts/0");
  }
}
