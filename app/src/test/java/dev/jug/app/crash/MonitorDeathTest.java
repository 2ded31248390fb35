package dev.jug.app.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.app.command.EndToEnd;
import dev.jug.app.command.Jug;
import dev.jug.testkit.BusyboxRootfs;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * A container's monitor is killed. Nobody holds the container's output any more, nor would hear of
 * its end: it does not go on unseen, and everybody who asks is told.
 */
@EndToEnd
class MonitorDeathTest {
  /** What nobody else on this machine runs. */
  private static final String SLEEP = "sleep 47113";

  private static final String SCRIPT = "echo up; " + SLEEP + " & exec " + SLEEP;
  private static final String STATE =
      "{{.State.Status}} {{.State.ExitCode}} {{.State.Running}} {{.State.Error}}";
  private static final String KILLED =
      "exited 137 false Its monitor was killed, so the engine killed it too: nobody would have"
          + " heard of its end.";

  @AutoClose private final Rig rig = Rig.open(SLEEP);
  private final Jug jug = rig.jug();
  private final Machinery machinery = rig.machinery();

  private void start(String name, String... options) {
    var words = new ArrayList<>(List.of("run", "-d", "--name", name));
    words.addAll(List.of(options));
    words.addAll(List.of("--rootfs", BusyboxRootfs.shared().toString(), "sh", "-c", SCRIPT));
    jug.run(words.toArray(String[]::new)).ok();
    Jug.eventually(() -> assertThat(jug.run("logs", name).out()).isEqualTo("up\n"));
  }

  private String inspect(String format, String name) {
    return jug.run("inspect", "-f", format, name).text();
  }

  private void assertKilled(String name) {
    Jug.eventually(() -> assertThat(inspect(STATE, name)).isEqualTo(KILLED));
    rig.assertNoProcess();
    assertThat(jug.run("logs", name).out()).isEqualTo("up\n");
    rig.assertNothingIsLeft();
  }

  @Test
  @DisplayName("monitor killed: who waits hears 137, why is told, and it can be started again")
  void theContainerEndsAndIsToldWhy() {
    start("one", "-p", "127.0.0.1::80");
    var waiting = jug.begin("wait", "one");
    var attached = jug.begin("attach", "--no-stdin", "one");
    rig.awaitProcesses(2);

    Jug.kill(machinery.monitor("one"));

    assertThat(Jug.finish(waiting, new byte[0]).text()).isEqualTo("137");
    Jug.finish(attached, new byte[0]);
    assertKilled("one");
    jug.run("start", "one").ok();
    Jug.eventually(() -> assertThat(jug.run("logs", "one").out()).isEqualTo("up\nup\n"));
    assertThat(inspect("{{.State.Status}}{{.State.Error}}", "one")).isEqualTo("running");
    Jug.kill(machinery.monitor("one"));
    jug.run("rm", "-f", "one").ok();
    assertThat(jug.run("ps", "-aq").text()).isEmpty();
    rig.assertNothingIsLeft();
  }

  @Test
  @DisplayName("monitor killed: jug run ends with 137, and --rm leaves nothing")
  void whoSitsBeforeItIsLetGo() {
    var front =
        jug.begin(
            "run",
            "--rm",
            "--name",
            "one",
            "--rootfs",
            BusyboxRootfs.shared().toString(),
            "sh",
            "-c",
            SCRIPT);
    rig.awaitProcesses(2);
    Jug.kill(machinery.monitor("one"));
    assertThat(Jug.finish(front, new byte[0]).code()).isEqualTo(137);
    Jug.eventually(() -> assertThat(jug.run("ps", "-aq").text()).isEmpty());
    rig.assertNothingIsLeft();
  }

  /** On cgroup v1 a frozen process does not even die of SIGKILL before it is thawed. */
  @Test
  @DisplayName("monitor killed while the container is paused: it ends all the same")
  void aPausedOneEnds() {
    start("one");
    jug.run("pause", "one").ok();
    Jug.kill(machinery.monitor("one"));
    assertThat(jug.run("wait", "one").text()).isEqualTo("137");
    assertKilled("one");
  }

  /** Where the first process is not the init of a pid namespace the others outlive it. */
  @Test
  @DisplayName("monitor killed: what shares the machine's processes leaves none")
  void noProcessIsLeftOnTheMachine() {
    start("one", "--pid", "host");
    rig.awaitProcesses(2);
    Jug.kill(machinery.monitor("one"));
    assertKilled("one");
  }

  @Test
  @DisplayName("monitor killed: a restart policy starts it again")
  void itsRestartPolicyHolds() {
    start("one", "--restart", "on-failure");
    var before = inspect("{{.State.Pid}}", "one");
    Jug.kill(machinery.monitor("one"));
    Jug.eventually(() -> {
      assertThat(inspect("{{.State.Status}} {{.RestartCount}}", "one")).isEqualTo("running 1");
      assertThat(inspect("{{.State.Pid}}", "one")).isNotEqualTo(before);
    });
    Jug.eventually(() -> assertThat(jug.run("logs", "one").out()).isEqualTo("up\nup\n"));
    jug.run("stop", "-t", "0", "one").ok();
  }

  @Test
  @DisplayName("monitor of an exec killed: the exec has ended, the container goes on")
  void anExecEndsAlone() {
    start("one");
    var exec = jug.begin("exec", "one", "sleep", "47114");
    Jug.eventually(() -> assertThat(Machinery.running("sleep 47114")).hasSize(1));
    Jug.kill(machinery.monitorOfExec("one"));
    assertThat(Jug.finish(exec, new byte[0]).code()).isNotZero();
    Jug.eventually(() -> assertThat(Machinery.running("sleep 47114")).isEmpty());
    assertThat(inspect("{{.State.Status}}", "one")).isEqualTo("running");
    assertThat(jug.run("exec", "one", "echo", "on").text()).isEqualTo("on");
  }

  @Test
  @DisplayName(
      "monitor of an exec killed while there is no engine: the next one ends the exec alone")
  void theNextEngineEndsAnExec() {
    start("one");
    jug.run("exec", "one", "sh", "-c", "sleep 47116 >/dev/null 2>&1 &").ok();
    jug.run("exec", "-d", "one", "sleep", "47115").ok();
    long monitor = machinery.monitorOfExec("one");
    jug.killEngine();
    Jug.kill(monitor);
    assertThat(Machinery.running("sleep 47115")).hasSize(1);

    jug.run("engine", "start").ok();
    Jug.eventually(() -> assertThat(Machinery.running("sleep 47115")).isEmpty());
    assertThat(Machinery.running("sleep 47116")).as("what is nobody's business").hasSize(1);
    assertThat(inspect("{{.State.Status}}", "one")).isEqualTo("running");
    jug.run("rm", "-f", "one").ok();
    rig.assertNothingIsLeft();
  }

  @Test
  @DisplayName("monitor killed while there is no engine: the next one ends what ran on")
  void theNextEngineEndsIt() {
    start("one");
    start("paused");
    start("again", "--restart", "always");
    jug.run("pause", "paused").ok();
    var monitors = List.of("one", "paused", "again").stream().map(machinery::monitor).toList();
    jug.killEngine();
    monitors.forEach(Jug::kill);
    assertThat(Machinery.running(SLEEP)).isNotEmpty();

    assertThat(jug.run("wait", "one").text()).isEqualTo("137");
    assertThat(inspect(STATE, "one")).isEqualTo(KILLED);
    assertThat(inspect(STATE, "paused")).isEqualTo(KILLED);
    Jug.eventually(() -> assertThat(jug.run("logs", "again").out()).isEqualTo("up\nup\n"));
    jug.run("rm", "-f", "again").ok();
    rig.assertNoProcess();
    rig.assertNothingIsLeft();
  }

  @Test
  @DisplayName("monitor and engine killed at once: nothing is running that nobody can stop")
  void bothDieTogether() {
    start("one");
    long monitor = machinery.monitor("one");
    long engine = jug.enginePid();
    Jug.kill(monitor);
    Jug.kill(engine);
    jug.run("rm", "-f", "one").ok();
    rig.assertNoProcess();
    rig.assertNothingIsLeft();
  }
}
