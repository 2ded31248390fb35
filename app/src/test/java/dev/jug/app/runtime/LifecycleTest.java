package dev.jug.app.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.app.command.EndToEnd;
import dev.jug.app.command.Jug;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** runtime.md, "Lifecycle": states, and what each allows. */
@EndToEnd
class LifecycleTest {
  private OciRuntime runtime;

  @BeforeEach
  void open() {
    runtime = new OciRuntime();
  }

  @AfterEach
  void close() {
    runtime.close();
  }

  @Test
  void aCreatedContainerWaitsForItsStart() {
    runtime.shell("echo begins; sleep 1000");

    runtime.create("c").ok();

    assertThat(runtime.status("c")).isEqualTo("created");
    assertThat(runtime.output()).isEmpty();
    assertThat(runtime.run("ps", "-f", "json", "c").text()).matches("\\[\\d+]");
    runtime.run("start", "c").ok();
    assertThat(runtime.status("c")).isEqualTo("running");
    Jug.eventually(() -> assertThat(runtime.output()).isEqualTo("begins\n"));
    assertThat(runtime.run("state", "c").text())
        .contains("\"ociVersion\": \"1.3.0\"", "\"id\": \"c\"", "\"key\": \"value\"")
        .contains("\"bundle\": \"" + runtime.folder().resolve("bundle") + '"');
  }

  @Test
  void aContainerThatHasEndedIsStoppedUntilItIsDeleted() {
    runtime.shell("exit 3");
    runtime.create("c").ok();
    runtime.run("start", "c").ok();
    runtime.awaitStatus("c", "stopped");

    assertThat(runtime.run("start", "c").err())
        .isEqualTo("start failed: cannot start a container that has stopped\n");
    assertThat(runtime.run("kill", "c").err()).contains("container not running");
    assertThat(runtime.run("exec", "c", "true").err()).contains("stopped container");
    assertThat(runtime.run("state", "c").text()).contains("\"pid\": 0");
    runtime.run("delete", "c").ok();
    assertThat(runtime.run("state", "c").err())
        .isEqualTo("state failed: container \"c\" does not exist\n");
    assertThat(runtime.run("state", "c").code()).isEqualTo(1);
  }

  @Test
  void whatAStateForbidsIsRefused() {
    runtime.shell("sleep 1000");
    runtime.create("c").ok();

    assertThat(runtime.create("c").err()).contains("container with given ID already exists: c");
    assertThat(runtime.run("delete", "c").err())
        .contains("cannot delete container c that is not stopped: created");
    assertThat(runtime.run("resume", "c").err()).contains("container not paused");
    runtime.run("start", "c").ok();
    assertThat(runtime.run("start", "c").err())
        .contains("cannot start a container in the running state");
    assertThat(runtime.run("delete", "c").err()).contains("not stopped: running");
    runtime.run("delete", "--force", "c").ok();
    runtime.run("delete", "--force", "c").ok();
    assertThat(runtime.run("delete", "c").err()).contains("does not exist");
  }

  @Test
  void aCreatedContainerCanBeKilled() {
    runtime.shell("sleep 1000");
    runtime.create("c").ok();

    runtime.run("kill", "c", "TERM").ok();

    runtime.awaitStatus("c", "stopped");
    runtime.run("delete", "c").ok();
  }

  @Test
  void signalsReachTheProcess() {
    var script =
        "trap 'echo got it' USR1; trap 'echo real time; exit' 37; echo ready;"
            + " while :; do sleep 0.05; done";
    runtime.shell(script);
    runtime.create("c").ok();
    runtime.run("start", "c").ok();
    Jug.eventually(() -> assertThat(runtime.output()).contains("ready"));

    runtime.run("kill", "c", "SIGUSR1").ok();

    Jug.eventually(() -> assertThat(runtime.output()).contains("got it"));
    runtime.run("kill", "c", "RTMIN+3").ok();
    Jug.eventually(() -> assertThat(runtime.output()).contains("real time"));
    assertThat(runtime.run("kill", "c", "NONSENSE").err()).contains("unknown signal");
  }

  @Test
  void aPausedContainerStandsStill() {
    runtime.shell("sleep 1000");
    runtime.create("c").ok();
    runtime.run("start", "c").ok();

    runtime.run("pause", "c").ok();

    assertThat(runtime.status("c")).isEqualTo("paused");
    assertThat(runtime.run("exec", "c", "true").err()).contains("paused container");
    runtime.run("kill", "c", "KILL").ok();
    runtime.awaitStatus("c", "stopped");
  }

  @Test
  void anEngineThatIsKilledBetweenCreateAndStartDoesNoHarm() {
    runtime.shell("echo runs; sleep 1000");
    runtime.create("c").ok();

    runtime.jug().killEngine();
    assertThat(runtime.status("c")).isEqualTo("created");
    runtime.jug().killEngine();
    runtime.run("start", "c").ok();

    Jug.eventually(() -> assertThat(runtime.output()).isEqualTo("runs\n"));
    runtime.jug().killEngine();
    assertThat(runtime.status("c")).isEqualTo("running");
    assertThat(runtime.run("exec", "c", "echo", "there").text()).isEqualTo("there");
  }

  @Test
  void aCommandThatIsNotThereIsAnErrorOfCreate() {
    runtime.bundle(new Bundle(), "no-such-command");
    var result = runtime.create("c");

    assertThat(result.err())
        .isEqualTo(
            "create failed: exec: \"no-such-command\": executable file not found in $PATH\n");
    runtime.bundle(new Bundle(), "/etc/passwd");
    assertThat(runtime.create("c").err())
        .isEqualTo("create failed: exec: \"/etc/passwd\": permission denied\n");
    assertThat(runtime.run("list", "-q").text()).isEmpty();
    assertThat(Files.exists(Path.of("/sys/fs/cgroup/pids/jug-runtime/c"))).isFalse();
  }

  @Test
  void whatFailsAtTheStartIsSaidByStart() {
    runtime.shell("true");
    runtime.bundle(new Bundle().linux(filterThatForbidsExec()), "true");
    runtime.create("c").ok();

    var result = runtime.run("start", "c");

    assertThat(result.code()).isEqualTo(1);
    assertThat(result.err()).startsWith("start failed: exec: \"true\":");
    runtime.awaitStatus("c", "stopped");
  }

  private static String filterThatForbidsExec() {
    return """
    "seccomp": {"defaultAction": "SCMP_ACT_ALLOW", "syscalls":
      [{"names": ["execve"], "action": "SCMP_ACT_ERRNO", "errnoRet": 12}]}\
    """;
  }

  @Test
  void anIdOrARootThatCannotBeIsRefused() {
    runtime.shell("true");

    assertThat(runtime.create("../c").err()).contains("invalid container ID");
    assertThat(runtime.run("state", "a/b").err()).contains("invalid container ID");
    assertThat(runtime.run("list").text()).startsWith("ID");
  }
}
