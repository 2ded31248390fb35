package dev.jug.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.testkit.BusyboxRootfs;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@EndToEnd
class RunTest {
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

  private static Jug.Result shell(String script) {
    return jug.run("run", "--rm", "--rootfs", rootfs, "sh", "-c", script);
  }

  @Test
  void theFirstExampleShowsAWorldOfItsOwn() {
    var lines =
        jug.run(
                "run",
                "host",
                "--",
                "sh",
                "-c",
                "hostname; id -u; ps -e | wc -l; ip -br link | wc -l")
            .text()
            .lines()
            .map(String::strip)
            .toList();

    assertThat(lines.get(0)).matches("[0-9a-f]{12}");
    assertThat(lines.subList(1, 4)).containsExactly("0", "4", "2");
  }

  @Test
  void theTwoDashesMayBeLeftOut() {
    assertThat(jug.run("run", "--rm", "host", "echo", "-n", "a b").out()).isEqualTo("a b");
  }

  @Test
  void outputAndErrorsStayApart() {
    var result = shell("echo out; echo err >&2");

    assertThat(result).isEqualTo(new Jug.Result(0, "out\n", "err\n"));
  }

  @ParameterizedTest
  @CsvSource({
    "exit 0, 0",
    "exit 7, 7",
    "exit 255, 255",
    "kill -9 $$, 137",
    "kill -TERM $$; sleep 5, 143"
  })
  void theExitStatusIsPassedOn(String script, int code) {
    var result = jug.run("run", "--rm", "--init", "--rootfs", rootfs, "sh", "-c", script);

    assertThat(result.code()).isEqualTo(code);
  }

  @Test
  void theEnvironmentIsNotThatOfTheHost() {
    var names =
        shell("env")
            .text()
            .lines()
            .map(line -> line.substring(0, line.indexOf('=')))
            .filter(name -> !List.of("PWD", "SHLVL").contains(name));

    assertThat(names).containsExactlyInAnyOrder("PATH", "HOSTNAME", "HOME");
  }

  @Test
  void optionsReachTheProcess() {
    var result =
        jug.run(
            "run",
            "--rm",
            "--rootfs",
            rootfs,
            "-e",
            "COLOUR=blue",
            "-u",
            "jug",
            "-w",
            "/tmp",
            "-h",
            "castle",
            "-m",
            "64m",
            "--pids-limit",
            "20",
            "sh",
            "-c",
            "echo $COLOUR $(id -un) $(pwd) $(hostname)");

    assertThat(result.text()).isEqualTo("blue jug /tmp castle");
  }

  @Test
  void optionsOfOneCommandAreNotThoseOfTheNext() {
    jug.run("run", "--rm", "--rootfs", rootfs, "-e", "A=1", "-u", "jug", "-w", "/tmp", "true").ok();

    assertThat(shell("echo [$A] $(id -u) $(pwd)").text()).isEqualTo("[] 0 /");
  }

  @Test
  void theMemoryLimitHolds() {
    var result =
        jug.run(
            "run",
            "--rm",
            "--rootfs",
            rootfs,
            "-m",
            "16m",
            "sh",
            "-c",
            "head -c 100000000 /dev/zero | tail | wc -c");

    assertThat(result.out().strip()).isNotEqualTo("100000000");
  }

  @DisplayName("G4: a read-only root cannot be written")
  @Test
  void aReadOnlyRootCannotBeWritten() {
    var result =
        jug.run(
            "run",
            "--rm",
            "--read-only",
            "--tmpfs",
            "/tmp",
            "--rootfs",
            rootfs,
            "sh",
            "-c",
            "touch /tmp/a && ! touch /b");

    assertThat(result.ok().err()).contains("Read-only file system");
  }

  @Test
  void theSameCommandCanBeExplained() {
    var plan = jug.run("run", "--dry-run", "--rm", "--rootfs", rootfs, "-m", "64m", "true").text();

    assertThat(plan).contains("clone3", "pivot_root", "linux.resources.memory.limit", "EXEC");
  }
}
