package dev.jug;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.engine.error.EngineException.NotFound;
import dev.jug.engine.error.EngineException.Unavailable;
import dev.jug.engine.request.LogConfig;
import dev.jug.linux.proc.Signal;
import dev.jug.testkit.BusyboxRootfs;
import dev.jug.testkit.LeakChecked;
import dev.jug.testkit.Requires;
import dev.jug.testkit.Root;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@Root
@Requires("busybox")
@LeakChecked
class JugTest {
  private static final Duration SOON = Duration.ofSeconds(20);

  private Path directory;
  private Path rootfs;
  private Jug jug;

  @BeforeEach
  void open() throws IOException {
    directory = Files.createTempDirectory("jug");
    rootfs = BusyboxRootfs.create(directory.resolve("rootfs"));
    jug = Jug.open(directory.resolve("state"));
  }

  @AfterEach
  void close() {
    jug.close();
    JugDirectory.delete(directory);
  }

  private ContainerSetup shell(String script) {
    return jug.container(rootfs).command("sh", "-c", script);
  }

  @Test
  void aProgramHasTwoOutputsAndACode() {
    var output = shell("echo out; echo err >&2; exit 7").run();
    assertThat(output).isEqualTo(new Output(7, "out\n", "err\n"));
    assertThatThrownBy(output::orThrow)
        .isInstanceOf(ProgramFailedException.class)
        .hasMessage("the program ended with code 7: err");
    assertThat(jug.containers()).isEmpty();
  }

  @Test
  void whatIsSaidAboutAContainerHolds() throws IOException {
    var shared = Files.writeString(directory.resolve("shared"), "from outside\n");
    var output =
        shell("cat /shared; echo $COLOUR; pwd; id -u; hostname; echo x > /shared; ls /memory")
            .bindReadOnly(shared, "/shared")
            .tmpfs("/memory")
            .env("COLOUR", "blue")
            .workdir("/home")
            .user("1000")
            .with(request -> request.hostname("inside"))
            .run();
    assertThat(output.out()).isEqualTo("from outside\nblue\n/home\n1000\ninside\n");
    assertThat(output.err()).contains("/shared");
  }

  @Test
  void limitsHold() {
    var group = "cat /sys/fs/cgroup/memory/memory.limit_in_bytes /sys/fs/cgroup/memory.max";
    assertThat(shell(group + " 2>/dev/null").memory("64m").run().out().strip())
        .isEqualTo("67108864");
    assertThatThrownBy(() -> shell("true").cpus(0)).isInstanceOf(Invalid.class);
    assertThatThrownBy(() -> shell("true").memory("much")).isInstanceOf(Invalid.class);
  }

  @Test
  void whatCannotBeStartedLeavesNothing() {
    assertThatThrownBy(() -> jug.container(rootfs).command("/no/program").start())
        .hasMessageContaining("/no/program");
    assertThatThrownBy(() -> jug.container(rootfs).command("/no/program").run())
        .hasMessageContaining("/no/program");
    assertThat(jug.containers()).isEmpty();
  }

  @Test
  void moreProgramsRunInAContainer() {
    try (var container = shell("sleep 600").name("busy").start()) {
      assertThat(container.exec("sh", "-c", "echo $HOSTNAME; exit 3").code()).isEqualTo(3);
      assertThat(jug.find("busy").id()).isEqualTo(container.id());
      assertThat(container.isRunning()).isTrue();
    }
    assertThatThrownBy(() -> jug.find("busy")).isInstanceOf(NotFound.class);
  }

  @Test
  void aLogIsReadAndWaitedFor() throws Exception {
    try (var container = shell("echo first; sleep 0.2; printf la; echo st; sleep 600").start()) {
      assertThat(container.log().await(line -> line.startsWith("la"), SOON)).isEqualTo("last");
      assertThat(container.log().text()).isEqualTo("first\nlast\n");
      assertThatThrownBy(() -> container.log().await(line -> line.isEmpty(), Duration.ofMillis(50)))
          .isInstanceOf(TimeoutException.class)
          .hasMessageContaining("last it said: first\nlast");
    }
    try (var container = shell("echo only this").start()) {
      assertThatThrownBy(() -> container.log().await(line -> line.isEmpty(), SOON))
          .isInstanceOf(TimeoutException.class)
          .hasMessageContaining("ended without saying it; last it said: only this");
    }
  }

  @Test
  void aLogThatIsNotKeptIsNotWaitedFor() {
    try (var container =
        shell("echo lost; sleep 600").with(request -> request.log(LogConfig.NONE)).start()) {
      assertThatThrownBy(() -> container.log().await(line -> true, SOON))
          .isInstanceOf(Unavailable.class)
          .hasMessageContaining("does not support reading");
    }
  }

  @Test
  void whoIsAskedToEndHasSoMuchTime() throws Exception {
    try (var container = shell("trap '' TERM; echo ready; while :; do sleep 1; done").start()) {
      container.log().await(line -> line.equals("ready"), SOON);
      container.stop(Duration.ofMillis(50));
      assertThat(container.await(SOON)).hasValue(137);
    }
  }

  @Test
  void anEndIsWaitedForButNotForEver() throws InterruptedException {
    try (var container = shell("read -t 600 _ < /dev/zero; exit 4").start()) {
      assertThat(container.await(Duration.ofMillis(20))).isEmpty();
      container.container().kill(Signal.parse("KILL").orElseThrow());
      assertThat(container.await(SOON)).hasValue(137);
    }
  }

  @Test
  void filesAreCopiedInAndOut() throws IOException {
    var file = Files.writeString(directory.resolve("file"), "there and back\n");
    try (var container = shell("sleep 600").start()) {
      container.copyIn(file, "/home/copy");
      assertThat(container.exec("cat", "/home/copy").out()).isEqualTo("there and back\n");
      container.copyOut("/home/copy", directory.resolve("back"));
    }
    assertThat(directory.resolve("back")).hasContent("there and back\n");
  }

  @Test
  void whatIsDetachedOutlivesTheEngine() {
    var kept = shell("sleep 600").name("kept").detached().start();
    shell("sleep 600").name("lost").start();
    kept.close();
    jug.close();
    jug = Jug.open(directory.resolve("state"));
    assertThat(jug.find("kept").isRunning()).isTrue();
    assertThatThrownBy(() -> jug.find("lost")).isInstanceOf(NotFound.class);
    jug.find("kept").container().remove(true);
  }

  @Test
  void oneProgramAtATimeHasADirectory() {
    assertThatThrownBy(() -> Jug.open(directory.resolve("state")))
        .isInstanceOf(Unavailable.class)
        .hasMessageContaining("another program uses the containers in " + directory);
  }

  @Test
  void outputThatNobodyCanTakeIsAnErrorAndNoContainerStays() {
    var full =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("full");
          }
        };
    assertThatThrownBy(() -> shell("echo out").run(InputStream.nullInputStream(), full, full))
        .hasMessageContaining("full");
    assertThat(jug.containers()).isEmpty();
  }

  @Test
  void manyRunAtTheSameTime() {
    var codes =
        IntStream.range(0, 24)
            .parallel()
            .map(i -> shell("exit " + i).run().code())
            .sorted()
            .toArray();
    assertThat(codes).containsExactly(IntStream.range(0, 24).toArray());
  }
}
