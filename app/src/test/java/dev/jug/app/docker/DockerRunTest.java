package dev.jug.app.docker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.app.command.EndToEnd;
import dev.jug.app.command.Jug;
import dev.jug.testkit.Requires;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The life of containers. */
@EndToEnd
@Requires("command:docker")
class DockerRunTest {
  @TempDir static Path folder;
  private static Docker docker;

  @BeforeAll
  static void open() {
    docker = new Docker(folder);
  }

  @AfterEach
  void empty() {
    docker.run("ps", "-aq").out().lines().forEach(id -> docker.run("rm", "-f", id).ok());
  }

  @AfterAll
  static void close() {
    docker.close();
  }

  @Test
  void outputErrorsAndExitCodeComeBack() {
    var said = docker.run("run", "--rm", "box:1", "sh", "-c", "echo out; echo err >&2; exit 7");

    assertThat(said.code()).isEqualTo(7);
    assertThat(said.out()).isEqualTo("out\n");
    assertThat(said.err()).isEqualTo("err\n");
    Jug.eventually(() -> assertThat(docker.run("ps", "-aq").text()).isEmpty());
  }

  @Test
  void nothingOfTheOutputIsLostHoweverShortItLives() {
    for (int i = 0; i < 20; i++) {
      assertThat(docker.run("run", "--rm", "box:1").text()).isEqualTo("hello");
    }
  }

  @Test
  @DisplayName("I1: the client of docker can have it either way")
  void aContainerWithALimitSeesItselfUnlessItIsNotTo() {
    var limited = List.of("run", "--rm", "-m", "64m");
    var total = "MemTotal:          65536 kB";

    assertThat(firstOfMeminfo(limited)).isEqualTo(total);
    for (var word : List.of("--annotation", "--label")) {
      assertThat(firstOfMeminfo(limited, word, "dev.jug.view=host")).isNotEqualTo(total);
    }
  }

  private static String firstOfMeminfo(List<String> command, String... more) {
    var words = new ArrayList<>(command);
    words.addAll(List.of(more));
    words.addAll(List.of("box:1", "head", "-n", "1", "/proc/meminfo"));
    return docker.run(words.toArray(String[]::new)).text();
  }

  @Test
  void inputReachesTheProcessAndEnds() {
    var megabyte = "0123456789abcde\n".repeat(65_536);
    assertThat(docker.feed(megabyte, "run", "-i", "--rm", "box:1", "cat").out())
        .isEqualTo(megabyte);
    assertThat(docker.feed("", "run", "-i", "--rm", "box:1", "cat").out()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"nosuch, 127, executable file not found", "/etc, 126, ''"})
  void aCommandThatCannotRunHasItsExitCode(String command, int code, String why) {
    var said = docker.run("run", "--rm", "box:1", command);

    assertThat(said.code()).isEqualTo(code);
    assertThat(said.err()).contains(why);
  }

  @Test
  void oneThatRunsCanBeSeenStoppedAndStartedAgain() {
    var id = docker.run("run", "-d", "--name", "one", "-l", "a=b", "box:1", "sleep", "99").text();

    assertThat(id).matches("[0-9a-f]{64}");
    assertThat(docker.run("ps", "--format", "{{.ID}} {{.Image}} {{.Names}} {{.Status}}").text())
        .matches(id.substring(0, 12) + " box:1 one Up .*");
    assertThat(docker.run("ps", "-q", "--filter", "label=a=c").text()).isEmpty();
    assertThat(docker.run("top", "one").text()).contains("sleep 99");
    docker.run("pause", "one").ok();
    assertThat(docker.run("ps").text()).contains("(Paused)");
    docker.run("unpause", "one").ok();
    docker.run("rename", "one", "two").ok();
    docker.run("stop", "-t", "0", "two").ok();
    assertThat(docker.run("wait", "two").text()).isEqualTo("137");
    docker.run("start", "two").ok();
    docker.run("restart", "-t", "0", "two").ok();
    docker.run("kill", "-s", "KILL", "two").ok();
    assertThat(docker.run("rm", "-f", "two").text()).isEqualTo("two");
    assertThat(docker.run("inspect", "two").err()).contains("No such", "two");
  }

  @Test
  void whoStopsItMaySayWithWhatSignal() {
    var script = "trap 'exit 5' INT; trap 'exit 6' TERM; echo ready; sleep 99 & wait";
    docker.run("run", "-d", "--name", "one", "box:1", "sh", "-c", script).ok();
    Jug.eventually(() -> assertThat(docker.run("logs", "one").out()).isEqualTo("ready\n"));

    assertThat(docker.run("stop", "-s", "NOPE", "one").err()).contains("invalid signal: NOPE");
    docker.run("stop", "-s", "INT", "one").ok();
    assertThat(docker.run("wait", "one").text()).isEqualTo("5");

    docker.run("start", "one").ok();
    Jug.eventually(() -> assertThat(docker.run("logs", "one").out()).hasSize(12));
    docker.jug().run("stop", "--signal", "SIGTERM", "--timeout", "9", "one").ok();
    assertThat(docker.run("wait", "one").text()).isEqualTo("6");
  }

  @Test
  void execsHaveStreamsAndExitCodesOfTheirOwn() {
    docker.run("run", "-d", "--name", "one", "box:1", "sleep", "99").ok();

    assertThat(
            docker.run("exec", "-e", "A=b", "-w", "/tmp", "one", "sh", "-c", "echo $A; pwd").text())
        .isEqualTo("b\n/tmp");
    assertThat(docker.feed("in", "exec", "-i", "one", "cat").out()).isEqualTo("in");
    assertThat(docker.run("exec", "one", "sh", "-c", "exit 9").code()).isEqualTo(9);
    assertThat(docker.run("exec", "one", "nosuch").code()).isEqualTo(127);
    docker.run("exec", "-d", "one", "sleep", "98").ok();
    assertThat(docker.run("inspect", "-f", "{{len .ExecIDs}}", "one").text()).isEqualTo("1");
    docker.run("exec", "-d", "one", "touch", "/there").ok();
    Jug.eventually(() -> docker.run("exec", "one", "test", "-e", "/there").ok());
    docker.run("stop", "-t", "0", "one").ok();
    assertThat(docker.run("exec", "one", "true").err()).contains("is not running");
  }

  @Test
  void logsAreKeptFollowedAndCut() {
    docker.run("run", "--name", "one", "box:1", "sh", "-c", "seq 100; echo err >&2").ok();

    assertThat(docker.run("logs", "one").out().lines()).hasSize(100);
    assertThat(docker.run("logs", "one").err()).isEqualTo("err\n");
    assertThat(
            docker.run("logs", "-n", "2", "one").out() + docker.run("logs", "-n", "2", "one").err())
        .contains("err");
    assertThat(docker.run("logs", "-t", "one").out()).containsPattern("(?m)^20\\S+Z 1$");
    docker.run("run", "-d", "--name", "two", "box:1", "sh", "-c", "sleep 0.3; echo late").ok();
    assertThat(docker.run("logs", "-f", "two").text()).isEqualTo("late");
  }

  @Test
  void whoAttachesSeesWhatComesAndMayType() throws Exception {
    docker.run("run", "-d", "-i", "--name", "one", "box:1", "cat").ok();

    var attached = docker.begin("attach", "one");
    attached.getOutputStream().write("typed\n".getBytes(UTF_8));
    attached.getOutputStream().close();

    assertThat(Jug.finish(attached, new byte[0]).text()).isEqualTo("typed");
  }

  @Test
  void limitsHoldAndCanBeChanged() {
    docker
        .run(
            "run", "-d", "--name", "one", "-m", "64m", "--pids-limit", "20", "box:1", "sleep", "99")
        .ok();

    assertThat(
            docker
                .run("inspect", "-f", "{{.HostConfig.Memory}} {{.HostConfig.PidsLimit}}", "one")
                .text())
        .isEqualTo("67108864 20");
    docker.run("update", "-m", "128m", "--memory-swap", "256m", "one").ok();
    assertThat(docker.run("inspect", "-f", "{{.HostConfig.Memory}}", "one").text())
        .isEqualTo("134217728");
    assertThat(
            docker.run("stats", "--no-stream", "--format", "{{.MemUsage}} {{.PIDs}}", "one").text())
        .matches("\\S+ / 128MiB 1");
  }

  @Test
  void theProcessIsAsItWasAskedFor() {
    var shown =
        docker.run(
            "run",
            "--rm",
            "-e",
            "A=b",
            "-w",
            "/tmp",
            "-u",
            "1:2",
            "-h",
            "name",
            "--read-only",
            "--tmpfs",
            "/t:size=1m",
            "--ulimit",
            "nofile=100:200",
            "-v",
            "/etc/passwd:/p:ro",
            "--cap-drop",
            "ALL",
            "box:1",
            "sh",
            "-c",
            "hostname; id -u; id -g; pwd; echo $A; ulimit -n; wc -l </p; grep CapEff /proc/self/status;"
                + " touch /x 2>&1");
    assertThat(shown.out())
        .startsWith("name\n1\n2\n/tmp\nb\n100\n")
        .contains("CapEff:\t0000000000000000")
        .contains("Read-only file system");
  }

  @Test
  void eventsAreRemembered() {
    docker.run("run", "--name", "one", "box:1", "true").ok();

    assertThat(
            docker
                .run(
                    "events",
                    "--since",
                    "1m",
                    "--until",
                    "0s",
                    "-f",
                    "container=one",
                    "--format",
                    "{{.Action}}")
                .text()
                .lines())
        .containsSubsequence("create", "start", "die");
  }
}
