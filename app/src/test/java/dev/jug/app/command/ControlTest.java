package dev.jug.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.testkit.BusyboxRootfs;
import java.nio.file.Files;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What can be done to a container that runs, and what it comes back from, through the commands. */
@EndToEnd
class ControlTest {
  private static Jug jug;
  private static String rootfs;

  @BeforeAll
  static void open() {
    jug = new Jug();
    rootfs = BusyboxRootfs.shared().toString();
  }

  @AfterAll
  static void close() {
    jug.close();
  }

  @AfterEach
  void remove() {
    jug.run("rm", "-f", "web");
  }

  /** A container named web that runs a script, with one more option. */
  private static void web(String option, String script) {
    jug.run("run", "-d", "--name", "web", option, "--rootfs", rootfs, "sh", "-c", script).ok();
  }

  private static String inspect(String template) {
    return jug.run("inspect", "-f", template, "web").text();
  }

  @Test
  void itIsPausedAndGoesOn() {
    web("--init", "while :; do echo tick; sleep 0.02; done");

    assertThat(jug.run("pause", "web").text()).isEqualTo("web");
    assertThat(jug.run("ps").text()).contains("(Paused)");
    var before = jug.run("logs", "web").out();
    assertThat(jug.run("exec", "web", "true").err()).contains("unpause the container before exec");
    jug.run("engine", "stop").ok();
    assertThat(inspect("{{.State.Status}} {{.State.Paused}}")).isEqualTo("paused true");
    assertThat(jug.run("logs", "web").out()).isEqualTo(before);
    jug.run("unpause", "web").ok();

    Jug.eventually(() -> assertThat(jug.run("logs", "web").out()).isNotEqualTo(before));
  }

  @Test
  void aPausedOneCanBeStopped() {
    web("--init", "trap 'exit 9' TERM; while :; do sleep 0.1; done");
    jug.run("pause", "web").ok();

    jug.run("stop", "web").ok();

    assertThat(inspect("{{.State.ExitCode}}")).isEqualTo("9");
  }

  @Test
  void itsProcessesAreListed() {
    web("--init", "sleep 1000");

    assertThat(jug.run("top", "web").text())
        .startsWith("UID")
        .containsPattern("(?m)^root +\\d+ .*sleep 1000$");
    assertThat(jug.run("top", "web", "-o", "pid,comm").text()).containsPattern("\\d+ +sleep");
    assertThat(jug.run("top", "web", "-o", "colour").code()).isEqualTo(1);
    jug.run("kill", "web").ok();
    jug.run("wait", "web").ok();
    assertThat(jug.run("top", "web").err()).contains("is not running");
  }

  @Test
  void itsUseOfTheMachineIsShown() {
    web("--memory=64m", "while :; do :; done");

    var line = jug.run("stats", "--no-stream").text();

    assertThat(line).startsWith("CONTAINER ID").contains("MEM USAGE / LIMIT", "web", "/ 64MiB");
    var fields =
        jug.run("stats", "--no-stream", "--format", "{{.CPUPerc}} {{.PIDs}}", "web").text();
    assertThat(fields).matches("[\\d.]+% 1").doesNotStartWith("0.00%");
  }

  @Test
  void itsLimitsAreChangedForNowAndLater() {
    web("--memory=64m", "sleep 1000");

    assertThat(jug.run("update", "-m", "32m", "--pids-limit", "7", "web").text()).isEqualTo("web");

    assertThat(jug.run("stats", "--no-stream", "web").text()).contains("/ 32MiB");
    jug.run("restart", "-t", "0", "web").ok();
    assertThat(jug.run("stats", "--no-stream", "web").text()).contains("/ 32MiB");
    assertThat(inspect("{{.HostConfig.Memory}} {{.HostConfig.PidsLimit}}")).isEqualTo("33554432 7");
    assertThat(jug.run("update", "web").err()).contains("provide one or more flags");
  }

  @Test
  void itHasTheGroupsLabelsAndDomainThatWereAskedFor() throws Exception {
    var labels = Files.writeString(jug.place().resolve("labels"), "# none\na=1\nb=2\n");
    var id = jug.place().resolve("id");
    try {
      var script = "id -G; cat /proc/sys/kernel/domainname";
      jug.run(
              "create",
              "--name",
              "web",
              "--group-add",
              "77",
              "--domainname",
              "nis",
              "--label-file",
              labels.toString(),
              "-l",
              "b=3",
              "--cidfile",
              id.toString(),
              "--rootfs",
              rootfs,
              "sh",
              "-c",
              script)
          .ok();
      assertThat(jug.run("start", "-a", "web").text()).isEqualTo("0 77\nnis");
      assertThat(inspect("{{.Config.Labels.a}} {{.Config.Labels.b}}")).isEqualTo("1 3");
      assertThat(inspect("{{.Id}}")).isEqualTo(Files.readString(id));
    } finally {
      Files.deleteIfExists(labels);
      Files.deleteIfExists(id);
    }
  }

  @Test
  void oneThatFailsIsStartedAgain() {
    web("--restart=on-failure:2", "exit 3");

    assertThat(jug.run("wait", "web").text()).isEqualTo("3");
    assertThat(inspect("{{.RestartCount}} {{.HostConfig.RestartPolicy.Name}}"))
        .isEqualTo("2 on-failure");
  }

  @Test
  void oneThatIsStoppedStaysSoUntilTheNextEngine() {
    web("--restart=always", "sleep 1000");
    jug.run("stop", "-t", "0", "web").ok();
    assertThat(inspect("{{.State.Status}}")).isEqualTo("exited");

    jug.run("engine", "stop").ok();

    Jug.eventually(() -> assertThat(inspect("{{.State.Status}}")).isEqualTo("running"));
    assertThat(jug.run("run", "--rm", "--restart=always", "--rootfs", rootfs, "true").err())
        .contains("conflicting options");
  }
}
