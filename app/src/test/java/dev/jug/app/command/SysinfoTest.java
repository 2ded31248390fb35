package dev.jug.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.testkit.BusyboxRootfs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What sysinfo(2) says in a container that sees itself in calls too. Busybox's free asks it. */
@EndToEnd
class SysinfoTest {
  private static final List<String> FULL = List.of("-m", "256m", "--view", "full");

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
    jug.run("rm", "-f", "box");
  }

  private static Jug.Result run(List<String> options, String... command) {
    var words = new ArrayList<>(List.of("run", "--name", "box"));
    words.addAll(options);
    words.addAll(List.of("--rootfs", rootfs));
    words.addAll(List.of(command));
    return jug.run(words.toArray(String[]::new));
  }

  private static String free(String... before) {
    var words = new ArrayList<>(List.of(before));
    words.addAll(List.of("free", "-m"));
    return jug.run(words.toArray(String[]::new)).text();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--init",
        "--userns=auto",
        "--user=1000",
        "--read-only",
        "--pid=host",
        "--cap-drop=ALL",
        "--security-opt=no-new-privileges",
        "-t"
      })
  @DisplayName("I2: busybox's free, which asks sysinfo(2), shows the container, however it is run")
  void freeOfBusyboxShowsTheContainer(String option) {
    var options = new ArrayList<>(FULL);
    options.addAll(List.of(option, "--rm"));

    var text = run(options, "sh", "-c", "free -m; uptime; free -m").text();

    assertThat(text.lines().filter(line -> line.startsWith("Mem:")))
        .hasSize(2)
        .allSatisfy(line -> assertThat(line).containsPattern("Mem: +256 +\\d{1,2} +2\\d\\d "));
    assertThat(text).contains("up 0 min");
  }

  @Test
  @DisplayName("I2: so it is for what is run in a container, and after a limit has changed")
  void execIsAnsweredToo() {
    var options = new ArrayList<>(FULL);
    options.add("-d");
    run(options, "sleep", "99").ok();
    assertThat(free("exec", "box")).containsPattern("Mem: +256 ");
    assertThat(free("exec", "--user", "1000", "box")).containsPattern("Mem: +256 ");

    jug.run("update", "-m", "128m", "box").ok();
    Jug.eventually(() -> assertThat(free("exec", "box")).containsPattern("Mem: +128 "));

    jug.run("restart", "-t", "0", "box").ok();
    assertThat(free("exec", "box")).containsPattern("Mem: +128 ");
  }

  @Test
  @DisplayName(
      "I5: sysinfo(2) neither fails nor hangs without an engine, and tells the present soon")
  void itOutlivesTheEngine() throws InterruptedException {
    var options = new ArrayList<>(FULL);
    options.add("-d");
    run(options, "sh", "-c", "while :; do free -m; sleep 0.1; done").ok();
    Jug.eventually(() -> assertThat(totals()).isNotEmpty());
    jug.killEngine();
    Thread.sleep(Duration.ofSeconds(1));
    jug.run("update", "-m", "128m", "box").ok();

    Jug.eventually(() -> assertThat(totals()).last().isEqualTo("128"));
    assertThat(totals()).hasSizeGreaterThan(8).containsOnly("256", "128");
  }

  private static List<String> totals() {
    return jug.run("logs", "box")
        .out()
        .lines()
        .filter(line -> line.startsWith("Mem:"))
        .map(line -> line.split(" +", -1)[1])
        .toList();
  }

  @Test
  @DisplayName("I2: who answers goes with the last process that could ask")
  void nobodyIsLeft() {
    var options = new ArrayList<>(FULL);
    options.add("-d");
    run(options, "sleep", "99").ok();
    free("exec", "box");
    Jug.eventually(() -> assertThat(answering()).isEqualTo(1));

    jug.run("rm", "-f", "box").ok();
    Jug.eventually(() -> assertThat(answering()).isZero());
  }

  private static long answering() {
    return ProcessHandle.allProcesses()
        .map(process -> Path.of("/proc/" + process.pid() + "/comm"))
        .filter(SysinfoTest::isAnswering)
        .count();
  }

  private static boolean isAnswering(Path comm) {
    try {
      return Files.readString(comm).equals("jug-answers\n");
    } catch (IOException e) {
      return false; // It has ended meanwhile.
    }
  }

  @Test
  @DisplayName("I2: without a filter nobody could answer, which is said")
  void withoutAFilterItIsRefused() {
    var options = new ArrayList<>(FULL);
    options.addAll(List.of("--rm", "--security-opt", "seccomp=unconfined"));
    var said = run(options, "true");
    assertThat(said.code()).isEqualTo(125);
    assertThat(said.err()).contains("view full needs a system call filter", "Use container");
  }
}
