package dev.jug.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jug.engine.error.EngineException.Failed;
import dev.jug.engine.log.LogOptions;
import dev.jug.engine.request.ContainerImage;
import dev.jug.engine.request.ContainerRequest;
import dev.jug.engine.request.ContainerRequestBuilder;
import dev.jug.engine.request.ExecRequest;
import dev.jug.engine.view.ContainerStatus;
import dev.jug.linux.fs.Tree;
import dev.jug.linux.proc.Signal;
import dev.jug.runtime.LaunchException;
import dev.jug.testkit.LeakChecked;
import dev.jug.testkit.Root;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Containers of the built-in image, for real. */
@Root
@LeakChecked
class RealContainerTest {
  private Path directory;
  private EngineConfig config;
  private Engine engine;

  @BeforeEach
  void open() throws IOException {
    directory = Files.createTempDirectory("jug");
    config = new EngineConfig(directory.resolve("s"), directory.resolve("r"));
    engine = open(config);
  }

  private static Engine open(EngineConfig config) {
    var launcher = Path.of(System.getProperty("jug.root"), "native/build/jug-launcher");
    return Engine.open(config, launcher, 0);
  }

  @AfterEach
  void close() throws IOException {
    engine.containers().forEach(container -> container.remove(true));
    engine.close();
    Tree.delete(directory);
  }

  private static ContainerRequestBuilder shell(String script) {
    return ContainerRequest.builder(
        new ContainerImage.Host(false), List.of("/bin/sh", "-c", script));
  }

  private static String output(Container container) {
    var output = new ByteArrayOutputStream();
    try (var reader = container.logs(LogOptions.FOLLOW)) {
      for (var piece = reader.next(); piece.isPresent(); piece = reader.next()) {
        output.writeBytes(piece.get().bytes());
      }
    }
    return output.toString(UTF_8);
  }

  private static Path log(Container container) {
    return Path.of(String.valueOf(container.inspect().logPath()));
  }

  private Container started(ContainerRequestBuilder request) {
    var container = engine.create(request.build());
    container.start(Optional.empty());
    return container;
  }

  @Test
  void itRunsWithItsOwnNameAndTellsHowItEnded() {
    var container = started(shell("hostname; echo $HOME; echo err >&2; exit 7"));
    assertThat(output(container)).contains(container.shortId(), "/root", "err");
    assertThat(container.await()).isEqualTo(7);
  }

  @Test
  void otherPeoplesSecretsAreNotThere() {
    var container =
        started(
            shell(
                "cat /etc/shadow; ls -A /root /home /tmp /run "
                    + config.state()
                    + " 2>&1 | grep -v :;"
                    + " test -r /etc/passwd && touch /root/mine && echo fine"));
    assertThat(output(container).lines().filter(line -> !line.isBlank()))
        .allMatch(line -> line.equals("fine") || line.contains("No such file"))
        .contains("fine");
  }

  @Test
  void anotherEngineFindsItAndSeesItsEnd() throws Exception {
    var script = "trap 'echo late; exit 5' USR1; echo ready; while :; do sleep 0.02; done";
    var first = started(shell(script));
    var id = first.id();
    EngineFixture.eventually(() -> Files.size(log(first)) > 0);
    engine.close();
    engine = open(config);
    var found = engine.container(id);
    assertThat(found.status()).isEqualTo(ContainerStatus.RUNNING);
    found.kill(Signal.parse("USR1").orElseThrow());
    assertThat(output(found)).isEqualTo("ready\nlate\n");
    assertThat(found.await()).isEqualTo(5);
  }

  @Test
  void anEndWithoutAnEngineIsCollected() throws Exception {
    var container = started(shell("exit 6"));
    var id = container.id();
    engine.close();
    Thread.sleep(300);
    engine = open(config);
    assertThat(engine.container(id).await()).isEqualTo(6);
  }

  @Test
  void oneMoreProcessRunsInsideIt() {
    var container = started(shell("sleep 60"));
    var request =
        new ExecRequest(
            List.of("/bin/sh", "-c", "exit 9"),
            List.of(),
            null,
            null,
            false,
            false,
            false,
            false,
            0,
            0);
    assertThat(container.exec(request, Optional.empty()).await()).isEqualTo(9);
    container.kill(Signal.KILL);
    assertThat(container.await()).isEqualTo(137);
  }

  @Test
  void itsPlanCanBeReadBeforeAndAfter() {
    assertThat(engine.plan(shell("true").build()).explain()).contains("pivot_root");
    assertThat(engine.containers()).isEmpty();
    assertThat(started(shell("true")).plan().explain()).contains("/etc/hosts");
  }

  @Test
  void aCommandThatIsNotThereSaysSo() {
    var request =
        ContainerRequest.builder(new ContainerImage.Host(false), List.of("no-such-command"))
            .autoRemove(true)
            .build();
    var container = engine.create(request);
    assertThatThrownBy(() -> container.start(Optional.empty()))
        .isInstanceOfSatisfying(
            Failed.class,
            e -> assertThat(e.kind()).isEqualTo(LaunchException.Kind.COMMAND_NOT_FOUND));
    assertThat(engine.containers()).isEmpty();
  }
}
