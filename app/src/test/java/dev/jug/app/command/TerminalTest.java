package dev.jug.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.testkit.BusyboxRootfs;
import dev.jug.testkit.Requires;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@EndToEnd
@Requires({"command:script", "command:stty"})
class TerminalTest {
  private static final String END_OF_INPUT = "\u0004";
  private static final String INTERRUPT = "\u0003";
  private static final String DETACH = "\u0010\u0011";

  private static Jug jug;
  private static String run;

  @BeforeAll
  static void open() {
    jug = new Jug();
    run = Jug.program() + " run --rm -it --rootfs " + BusyboxRootfs.shared() + " ";
    jug.run("version").ok();
  }

  @AfterAll
  static void close() {
    jug.close();
  }

  @Test
  void thereIsATerminalOfTheSameSize() {
    var script = "stty rows 33 cols 111; " + run + "sh -c 'tty; stty size; echo $TERM'";

    assertThat(jug.inTerminal(script, "", "").text()).contains("/dev/pts/0", "33 111", "xterm");
  }

  @Test
  void itFollowsAChangeOfSize() {
    var script =
        "stty rows 20 cols 30; (sleep 1; stty rows 40 cols 50 </dev/tty) & "
            + run
            + "sh -c 'stty size; while ! stty size | grep 40; do sleep 0.1; done'";

    assertThat(jug.inTerminal(script, "", "").text()).contains("20 30", "40 50");
  }

  @Test
  void whatIsTypedReachesAShell() {
    var result = jug.inTerminal(run + "sh", "/ #", "echo $((6 * 7))\nexit 5\n");

    assertThat(result.out()).contains("42");
    assertThat(result.code()).isEqualTo(5);
  }

  @Test
  void theEndOfInputIsAKey() {
    var result = jug.inTerminal(run + "sh -c 'echo up; cat'", "up", "line\n" + END_OF_INPUT);

    assertThat(result.text()).contains("line");
  }

  @Test
  void anInterruptReachesTheForegroundJobs() {
    var command = run + "sh -c \"trap 'echo caught' INT; echo up; sleep 100; echo on\"";

    assertThat(jug.inTerminal(command, "up", INTERRUPT).text()).contains("caught", "on");
  }

  @Test
  void aShellHasJobControl() {
    var result = jug.inTerminal(run + "sh", "/ #", "set -m; sleep 0.1 & fg; exit\n");

    assertThat(result.text()).doesNotContain("turned off").contains("sleep 0.1");
  }

  @Test
  void itsSettingsComeBack() {
    var script = "a=$(stty -a); " + run + "true; [ \"$a\" = \"$(stty -a)\" ] && echo same";

    assertThat(jug.inTerminal(script, "", "").text()).contains("same");
  }

  @Test
  void theDetachKeysLeaveItRunning() {
    var script = run.replace("--rm ", "--name detached ") + "sh -c 'echo up; sleep 1000'";

    var result = jug.inTerminal(script, "up", DETACH);

    assertThat(result.code()).isZero();
    assertThat(jug.run("ps").text()).contains("detached");
    jug.run("rm", "-f", "detached").ok();
  }

  @Test
  void withoutATerminalItIsRefused() {
    var result = jug.run("run", "--rm", "-it", "--rootfs", BusyboxRootfs.shared().toString(), "sh");

    assertThat(result.code()).isNotZero();
    assertThat(result.err()).contains("the input device is not a TTY");
  }
}
