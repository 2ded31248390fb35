package dev.jug.app.callers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.app.command.EndToEnd;
import dev.jug.app.command.Jug;
import dev.jug.app.command.Jug.Result;
import dev.jug.testkit.Requires;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code dockerd --add-runtime jug=jug-runtime}, and with it containerd's shim. */
@EndToEnd
@Requires({"command:dockerd", "command:docker", "command:unshare"})
class DockerTest {
  private static final String SERVE =
      "trap 'echo bye; exit 4' TERM; echo hi; while :; do sleep 0.05; done";

  private Caller docker;
  private Process daemon;

  /** In a network namespace of its own it leaves the host's firewall alone. */
  @BeforeEach
  void open() {
    docker = new Caller("docker", "-H", "unix://FOLDER/s");
    daemon =
        docker.begin(
            List.of(
                "sh",
                "-c",
                "exec unshare -n dockerd --data-root FOLDER/data -H unix://FOLDER/s --exec-root"
                    + " FOLDER/exec -p FOLDER/pid --bridge none --iptables=false --add-runtime jug="
                    + Caller.RUNTIME
                    + " >FOLDER/log 2>&1"));
    Jug.eventually(() -> docker.call("version").ok());
    docker.call("import", docker.archive(), "box").ok();
  }

  @AfterEach
  void close() {
    var all = docker.call("ps", "-aq").out().lines().toList();
    if (!all.isEmpty()) {
      var words = new ArrayList<>(List.of("rm", "-f"));
      words.addAll(all);
      docker.call(words.toArray(String[]::new));
    }
    daemon.destroy();
    daemon.onExit().join();
    docker.close();
  }

  private Result run(String... words) {
    var command =
        new ArrayList<>(
            List.of(
                "run", "--runtime", "jug", "--network", "none", "--ulimit", "nofile=20000:20000"));
    command.addAll(List.of(words));
    return docker.call(command.toArray(String[]::new));
  }

  @Test
  void aContainerRunsToItsEnd() {
    var result =
        run(
            "--rm",
            "--init",
            "--read-only",
            "--tmpfs",
            "/x",
            "-v",
            "/usr:/host:ro",
            "box",
            "sh",
            "-c",
            "id -u; touch /x/y; ls -d /host/bin; exit 3");

    assertThat(result.out()).isEqualTo("0\n/host/bin\n");
    assertThat(result.code()).isEqualTo(3);
  }

  @Test
  void itsLifeIsInTheCallersHands() {
    run(
            "-d",
            "--name",
            "aa",
            "-m",
            "64m",
            "--health-cmd",
            "true",
            "--health-interval",
            "1s",
            "box",
            "sh",
            "-c",
            SERVE)
        .ok();

    assertThat(docker.call("exec", "aa", "sh", "-c", "exit 5").code()).isEqualTo(5);
    assertThat(docker.feed("data", "exec", "-i", "aa", "cat").text()).isEqualTo("data");
    docker.call("pause", "aa").ok();
    assertThat(docker.call("inspect", "-f", "{{.State.Status}}", "aa").text()).isEqualTo("paused");
    docker.call("unpause", "aa").ok();
    docker.call("update", "--memory", "128m", "--memory-swap", "256m", "aa").ok();
    assertThat(docker.call("top", "aa").text()).contains("while :");
    docker.eventually("healthy", "inspect", "-f", "{{.State.Health.Status}}", "aa");
    docker.jug().killEngine();
    docker.call("stop", "-t", "5", "aa").ok();
    assertThat(docker.call("inspect", "-f", "{{.State.ExitCode}}", "aa").text()).isEqualTo("4");
    assertThat(docker.call("logs", "aa").text()).isEqualTo("hi\nbye");
  }

  @Test
  void whatCannotRunIsSaidAsDockerSaysIt() {
    assertThat(run("--rm", "box", "no-such").code()).isEqualTo(127);
    assertThat(run("--rm", "box", "/etc/passwd").code()).isEqualTo(126);
    assertThat(run("--rm", "--privileged", "box", "sh", "-c", "ls /dev | wc -l").code()).isZero();
  }
}
