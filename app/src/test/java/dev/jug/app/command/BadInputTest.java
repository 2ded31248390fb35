package dev.jug.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.testkit.BusyboxRootfs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a person gets wrong: one clear line, docker's exit code, and nothing left. */
@EndToEnd
class BadInputTest {
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
  void nothingIsLeft() {
    assertThat(jug.run("ps", "-aq").out()).isEmpty();
  }

  private static Jug.Result run(String options, String... command) {
    var words = new ArrayList<>(List.of("run", "--rm", "--rootfs", rootfs));
    words.addAll(options.isEmpty() ? List.of() : List.of(options.split(" ", -1)));
    words.addAll(List.of(command));
    return jug.run(words.toArray(String[]::new));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "             | nothing     | 127 | nothing",
        "             | /bin        | 126 | ermission denied",
        "             | /etc/passwd | 126 | ermission denied",
        "-u nobody2   | true        | 125 | unable to find user nobody2",
        "-u 1:none    | true        | 125 | unable to find group none",
        "--cap-add NO | true        | 125 | NO",
        "-w tmp       | true        | 125 | absolute path",
        "-w /bin/sh   | true        | 125 | working directory",
        "-m 1m        | true        | 125 | Minimum memory limit allowed is 6MB",
        "-m lots      | true        | 125 | lots",
        "--cpus 1000  | true        | 125 | Range of CPUs is from 0.01",
        "--bogus      | true        | 125 | --bogus",
        "--name a/b   | true        | 125 | Invalid container name",
        "--name x     | true        | 125 | Invalid container name",
        "-v a/b:/x    | true        | 125 | a/b",
        "-e =1        | true        | 125 | environment",
        "--ulimit nofile=9:1   | true | 125 | ulimit soft limit must be less than or equal",
        "--ulimit nofile=99999999 | true | 125 | RLIMIT_NOFILE",
        "--device /dev/nothing | true | 125 | /dev/nothing",
        "--security-opt seccomp=/nowhere | true | 125 | /nowhere",
      })
  void aMistakeIsNamed(String options, String command, int code, String message) {
    var result = run(options == null ? "" : options, command);

    assertThat(result.err()).contains(message).doesNotContain("Exception", "\tat ");
    assertThat(result.code()).isEqualTo(code);
  }

  @Test
  void aCommandIsNeeded() {
    var result = jug.run("run", "--rm", "--rootfs", rootfs);

    assertThat(result.code()).isEqualTo(125);
    assertThat(result.err()).contains("no command");
  }

  @Test
  void theRootMustBeADirectory() {
    var missing = jug.run("run", "--rm", "--rootfs", "/no/such/directory", "true");
    var file = jug.run("run", "--rm", "--rootfs", "/etc/passwd", "true");

    assertThat(missing.err()).contains("/no/such/directory");
    assertThat(file.err()).contains("/etc/passwd");
    assertThat(List.of(missing.code(), file.code())).containsExactly(125, 125);
  }

  @Test
  void aWorkingDirectoryMayBeClosedToTheUser() {
    var result = jug.run("run", "--rm", "-u", "nobody", "-w", "/root", "host", "true");

    assertThat(result.code()).isEqualTo(125);
    assertThat(result.err()).contains("/root", "Permission denied", "must be able to enter it");
  }

  @Test
  void anEnvironmentMayBeTooLarge(@TempDir Path folder) throws IOException {
    var file = Files.writeString(folder.resolve("env"), "A=" + "x".repeat(2_000_000));

    var result = run("--env-file " + file, "true");

    assertThat(result.code()).isEqualTo(125);
    assertThat(result.err()).contains("shorten the arguments or the environment");
  }

  @Test
  void anUnknownCommandPointsToTheHelp() {
    var result = jug.run("runn");

    assertThat(result.code()).isNotZero();
    assertThat(result.err()).contains("'runn' is not a jug command", "jug --help");
    assertThat(jug.run("network", "policy", "alow").err()).contains("is not a jug command");
  }

  @Test
  void groupsOfCommandsShowWhatTheyHave() {
    for (var words : List.of("network policy", "network policy --help", "help")) {
      assertThat(jug.run(words.split(" ")).ok().text())
          .containsPattern("  network policy create +Let");
    }
    assertThat(jug.run("network", "policy").text()).doesNotContain("network why");
    assertThat(jug.run("builder").ok().text()).contains("builder prune").doesNotContain("rmi");
  }

  @Test
  void anUnknownContainerIsNamed() {
    for (var command : List.of("stop", "kill", "rm", "logs", "explain", "start", "diff")) {
      var result = jug.run(command, "ghost");
      assertThat(result.err()).as(command).contains("No such container: ghost");
      assertThat(result.code()).as(command).isEqualTo(1);
    }
  }

  @Test
  void whatIsNeitherContainerNorImageIsNamed() {
    var result = jug.run("inspect", "ghost");

    assertThat(result.err()).contains("No such object: ghost");
    assertThat(result.code()).isEqualTo(1);
  }
}
