package dev.jug.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.linux.fs.Tree;
import dev.jug.testkit.BusyboxRootfs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The engine comes and goes; containers stay. */
@EndToEnd
class EngineTest {
  private final String rootfs = BusyboxRootfs.shared().toString();
  private Jug jug;

  @BeforeEach
  void open() {
    jug = new Jug();
  }

  @AfterEach
  void close() {
    jug.close();
  }

  @Test
  void itStartsWhenItIsNeededAndStopsWhenAsked() {
    assertThat(jug.run("engine", "status"))
        .isEqualTo(new Jug.Result(1, "engine: not running\n", ""));
    assertThat(jug.run("ps").code()).isZero();
    assertThat(jug.run("engine", "status").text()).contains("running");
    assertThat(jug.run("engine", "stop").text()).isEqualTo("engine: stopped");
    assertThat(jug.run("engine", "stop").text()).isEqualTo("engine: not running");
  }

  @Test
  void twoCommandsAtOnceStartOne() {
    var processes = IntStream.range(0, 4).mapToObj(_ -> jug.begin("version")).toList();

    for (var process : processes) {
      assertThat(Jug.finish(process, new byte[0]).code()).isZero();
    }
  }

  /** It would take the containers of the first for rubbish. */
  @Test
  void aSecondOneWithTheSameStateDirectoryIsRefused() throws Exception {
    jug.run("version").ok();
    var elsewhere = jug.place().resolve("elsewhere");
    var command =
        "JUG_RUN=%s JUG_SOCKET=%s/engine.sock %s ps".formatted(elsewhere, elsewhere, Jug.program());

    var result = Jug.finish(jug.start(List.of("sh", "-c", command)), new byte[0]);

    Tree.delete(elsewhere);
    assertThat(result.code()).isEqualTo(125);
    assertThat(result.err())
        .contains("an engine with another run directory uses " + jug.place().resolve("state"));
    assertThat(jug.run("ps").code()).isZero();
  }

  @Test
  void howItIsStartedIsToldBeforeThereIsOne() {
    assertThat(jug.run("engine", "start", "--help").text())
        .contains("Usage: jug engine ", "--validate");
  }

  @Test
  void itIsFoundByItsRunDirectoryAlone() {
    jug.run("version").ok();
    var command = "unset JUG_SOCKET; " + Jug.program() + " engine status";
    var result = Jug.finish(jug.start(List.of("sh", "-c", command)), new byte[0]);

    assertThat(result.text()).containsPattern("socket: +" + jug.socket());
  }

  @Test
  void itIsForItsOwnerOnly() throws Exception {
    jug.run("engine", "start").ok();

    var socket = Files.getPosixFilePermissions(jug.socket());
    var directory = Files.getPosixFilePermissions(jug.socket().resolveSibling("."));
    assertThat(PosixFilePermissions.toString(socket)).isEqualTo("rw-------");
    assertThat(PosixFilePermissions.toString(directory)).isEqualTo("rwx------");
  }

  @Test
  void aDirectoryThatCannotBeMadeIsNamed() {
    var command = "JUG_SOCKET=/proc/nowhere/engine.sock " + Jug.program() + " ps";
    var result = Jug.finish(jug.start(List.of("sh", "-c", command)), new byte[0]);

    assertThat(result.code()).isEqualTo(125);
    assertThat(result.err()).contains("/proc/nowhere");
  }

  @Test
  void aKilledEngineTakesNothingWithIt() throws Exception {
    jug.run("version").ok();
    var attached =
        jug.begin(
            "run",
            "-i",
            "--name",
            "survivor",
            "--rootfs",
            rootfs,
            "sh",
            "-c",
            "echo one; read line; echo $line; exit 6");
    assertThat(attached.inputReader().readLine()).isEqualTo("one");

    jug.killEngine();
    attached.outputWriter().write("two\n");
    attached.outputWriter().close();

    assertThat(attached.inputReader().readLine()).isEqualTo("two");
    assertThat(attached.waitFor()).isEqualTo(6);
    assertThat(jug.run("logs", "survivor").text()).isEqualTo("one\ntwo");
    assertThat(jug.run("wait", "survivor").text()).isEqualTo("6");
  }

  @Test
  void aContainerThatRunsOnIsFoundAgain() {
    jug.run(
            "run",
            "-d",
            "--name",
            "on",
            "--rootfs",
            rootfs,
            "sh",
            "-c",
            "while [ ! -e /tmp/go ]; do sleep 0.1; done; exit 8")
        .ok();

    jug.killEngine();

    assertThat(jug.run("ps").text()).contains("on");
    jug.run("exec", "on", "touch", "/tmp/go").ok();
    assertThat(jug.run("wait", "on").text()).isEqualTo("8");
    Path.of(rootfs, "tmp/go").toFile().delete();
  }

  @Test
  void oneThatEndsWhileThereIsNoEngineIsNotForgotten() throws Exception {
    jug.run(
            "run",
            "-d",
            "--name",
            "quiet",
            "--rootfs",
            rootfs,
            "sh",
            "-c",
            "sleep 1; echo done; exit 3")
        .ok();
    jug.killEngine();
    Thread.sleep(1500);

    assertThat(jug.run("wait", "quiet").text()).isEqualTo("3");
    assertThat(jug.run("logs", "quiet").text()).isEqualTo("done");
  }

  @Test
  void oneThatIsToBeRemovedIsRemovedByTheNextEngine() throws Exception {
    jug.run("run", "-d", "--rm", "--name", "fleeting", "--rootfs", rootfs, "sleep", "1").ok();
    jug.killEngine();
    Thread.sleep(1500);

    Jug.eventually(() -> assertThat(jug.run("ps", "-aq").out()).isEmpty());
  }
}
