package dev.jug.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.testkit.BusyboxRootfs;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The life of a container in the background, through the commands. */
@EndToEnd
class LifeTest {
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

  /** A container named web that runs a script. */
  private static String web(String script) {
    return jug.run("run", "-d", "--name", "web", "--rootfs", rootfs, "sh", "-c", script).text();
  }

  @Test
  void itIsListedWhileItRuns() {
    var id = web("sleep 1000");

    assertThat(id).matches("[0-9a-f]{64}");
    assertThat(jug.run("ps").text()).contains(id.substring(0, 12), "sleep 1000", "Up ", "web");
    assertThat(jug.run("ps", "-q").text()).isEqualTo(id.substring(0, 12));
    assertThat(jug.run("ps", "--format", "json").text()).startsWith("{").contains("\"web\"");
  }

  /** Of one key any value will do, of labels all must be there. */
  @Test
  void itIsListedIfFiltersAreMet() {
    var words =
        List.of("run", "-d", "--name", "web", "-l", "a=1", "-l", "b=2", "--rootfs", rootfs, "true");
    jug.run(words.toArray(String[]::new)).ok();
    jug.run("wait", "web").ok();

    for (var filters :
        List.of(
            "status=exited status=running",
            "name=web name=db exited=0",
            "name=^/w.b$ label=a=1 label=b",
            "ancestor=" + rootfs)) {
      assertThat(listed(filters)).as(filters).isNotEmpty();
    }
    for (var filters :
        List.of(
            "status=exited exited=1",
            "label=a label=c",
            "exited=0 ancestor=other",
            "exited=0 name=b$ since=web")) {
      assertThat(listed(filters)).as(filters).isEmpty();
    }
    assertThat(jug.run("ps", "-q").text()).isEmpty();
    assertThat(jug.run("ps", "-lq").text()).isEqualTo(jug.run("ps", "-q", "-n", "3").text());
    assertThat(jug.run("ps", "-f", "color=red").err()).contains("invalid filter 'color'");
  }

  private static String listed(String filters) {
    var words = new ArrayList<>(List.of("ps", "-aq"));
    for (var filter : filters.split(" ", -1)) {
      words.addAll(List.of("-f", filter));
    }
    return jug.run(words.toArray(String[]::new)).text();
  }

  @Test
  void itsOutputIsKept() {
    web("echo out; echo err >&2");
    jug.run("wait", "web").ok();

    assertThat(jug.run("logs", "web")).isEqualTo(new Jug.Result(0, "out\n", "err\n"));
    assertThat(jug.run("logs", "-t", "--tail", "1", "web").ok().err()).matches("\\d{4}-.*Z err\n");
    assertThat(jug.run("ps", "-a").text()).contains("Exited (0)");
    assertThat(jug.run("ps").text()).doesNotContain("web");
  }

  @Test
  void itsOutputCanBeFollowed() throws Exception {
    web("for i in 1 2 3; do echo $i; sleep 0.2; done");

    assertThat(jug.run("logs", "-f", "web").text()).isEqualTo("1\n2\n3");
  }

  @Test
  void moreCommandsCanRunInIt() {
    web("sleep 1000");

    assertThat(jug.run("exec", "web", "ps").text()).contains("sleep 1000");
    assertThat(jug.feed("in", "exec", "-i", "web", "cat").out()).isEqualTo("in");
    assertThat(
            jug.run(
                    "exec",
                    "-u",
                    "jug",
                    "-w",
                    "/tmp",
                    "-e",
                    "A=b",
                    "web",
                    "sh",
                    "-c",
                    "echo $(id -un) $(pwd) $A")
                .text())
        .isEqualTo("jug /tmp b");
    assertThat(jug.run("exec", "web", "sh", "-c", "exit 4").code()).isEqualTo(4);
    assertThat(jug.run("exec", "web", "nothing").code()).isEqualTo(127);
    assertThat(jug.run("exec", "web", "/etc").code()).isEqualTo(126);
    assertThat(jug.run("exec", "-it", "web", "sh").err()).contains("not a TTY");
  }

  @Test
  void itStopsWhenAsked() {
    web("trap 'exit 9' TERM; while :; do sleep 0.1; done");

    assertThat(jug.run("stop", "web").text()).isEqualTo("web");
    assertThat(jug.run("wait", "web").text()).isEqualTo("9");
  }

  @Test
  void itIsKilledWhenItDoesNotListen() {
    web("trap '' TERM; while :; do sleep 0.1; done");

    jug.run("stop", "-t", "1", "web").ok();

    assertThat(jug.run("inspect", "web").text()).contains("\"ExitCode\": 137");
  }

  @Test
  void aSignalCanBeChosen() {
    web("trap 'exit 5' USR1; while :; do sleep 0.1; done");

    jug.run("kill", "-s", "USR1", "web").ok();

    assertThat(jug.run("wait", "web").text()).isEqualTo("5");
  }

  @Test
  void itStartsAgainWithWhatItHad() {
    jug.run("create", "--name", "web", "host", "sh", "-c", "cat /note; echo kept > /note").ok();

    jug.run("start", "-a", "web");
    var second = jug.run("start", "-a", "web");

    assertThat(second.text()).isEqualTo("kept");
  }

  @Test
  void aNameIsGivenOnce() {
    var id = web("sleep 1000");

    var again = jug.run("run", "-d", "--name", "web", "--rootfs", rootfs, "true");

    assertThat(again.code()).isEqualTo(125);
    assertThat(again.err())
        .contains("The container name \"/web\" is already in use by container \"" + id + "\"");
    assertThat(jug.run("ps", "-aq", "--no-trunc").text()).isEqualTo(id);
  }

  @Test
  void aRunningOneIsNotRemovedByAccident() {
    web("sleep 1000");

    assertThat(jug.run("rm", "web").err()).contains("container is running: stop the container");
    jug.run("rm", "-f", "web").ok();
    assertThat(jug.run("inspect", "web").err()).contains("No such object: web");
  }

  @Test
  void whatIsFoundIsShownThoughSomethingIsNot() {
    web("sleep 1000");

    var result = jug.run("inspect", "web", "ghost");

    assertThat(result.code()).isEqualTo(1);
    assertThat(result.out()).startsWith("[\n    {\n        \"Id\": ").contains("\"/web\"");
    assertThat(result.err()).contains("No such object: ghost");
    assertThat(jug.run("inspect", "ghost").out()).isEqualTo("[]\n");
  }

  @Test
  void itCanBeExplained() {
    web("sleep 1000");

    assertThat(jug.run("explain", "web").text()).contains("clone3", "pivot_root");
  }
}
