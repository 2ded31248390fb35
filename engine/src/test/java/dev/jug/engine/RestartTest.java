package dev.jug.engine;

import static dev.jug.engine.EngineFixture.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.engine.request.RestartPolicy;
import dev.jug.engine.request.StopRequest;
import dev.jug.engine.view.ContainerStatus;
import dev.jug.linux.proc.Signal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestartTest {
  @TempDir Path directory;
  private EngineFixture fixture;

  @BeforeEach
  void open() throws IOException {
    fixture = new EngineFixture(directory);
  }

  /** Whatever a policy would start again must not come back while the fixture closes. */
  @AfterEach
  void close() throws IOException {
    fixture.engine.containers().forEach(container -> container.remove(true));
    fixture.close();
  }

  private Container started(String policy) {
    return fixture.started(fixture.request().restart(RestartPolicy.parse(policy)).build());
  }

  /** Ends the process that runs now, and waits until that has been seen. */
  private void end(Container container, int code) throws Exception {
    var process = fixture.process(container);
    process.end(code);
    eventually(() -> container.inspect().state().pid() != process.pid());
  }

  private static void awaitRunning(Container container, int restarts) throws Exception {
    eventually(() ->
        container.status() == ContainerStatus.RUNNING
            && container.inspect().restartCount() == restarts);
  }

  @Test
  void oneThatEndsIsStartedAgain() throws Exception {
    var container = started("always");
    end(container, 0);
    awaitRunning(container, 1);
    end(container, 1);
    awaitRunning(container, 2);
    assertThat(container.inspect().hostConfig().restartPolicy().name()).isEqualTo("always");
  }

  @Test
  void betweenTwoRunsItCountsAsRunning() throws Exception {
    var container = started("always");
    for (int restarts = 1; restarts < 4; restarts++) {
      end(container, 3);
      awaitRunning(container, restarts);
    }
    end(container, 3);
    var state = container.inspect().state();
    assertThat(state.running()).isTrue();
    assertThat(state.restarting()).isTrue();
    assertThat(fixture.engine.busy()).isTrue();
    container.start(Optional.empty());
    assertThat(container.status()).isEqualTo(ContainerStatus.RESTARTING);
  }

  @Test
  void failuresAreTriedSoOften() throws Exception {
    var container = started("on-failure:2");
    end(container, 1);
    awaitRunning(container, 1);
    end(container, 1);
    awaitRunning(container, 2);
    fixture.process(container).end(4);
    assertThat(container.await()).isEqualTo(4);
    assertThat(container.status()).isEqualTo(ContainerStatus.EXITED);
    assertThat(container.inspect().restartCount()).isEqualTo(2);
    container.start(Optional.empty());
    assertThat(container.inspect().restartCount()).isZero();
  }

  @Test
  void successIsNoFailure() {
    var container = started("on-failure");
    fixture.process(container).end(0);
    assertThat(container.await()).isZero();
    assertThat(container.status()).isEqualTo(ContainerStatus.EXITED);
  }

  @Test
  void oneThatIsStoppedStaysSo() {
    var container = started("always");
    container.stop(StopRequest.USUAL);
    assertThat(container.await()).isEqualTo(128 + 15);
    assertThat(container.status()).isEqualTo(ContainerStatus.EXITED);
    container.start(Optional.empty());
    container.kill(Signal.KILL);
    assertThat(container.await()).isEqualTo(128 + 9);
    assertThat(container.status()).isEqualTo(ContainerStatus.EXITED);
  }

  @Test
  void aStopBetweenTwoRunsIsHeard() throws Exception {
    var container = started("always");
    for (int restarts = 1; restarts < 4; restarts++) {
      end(container, 3);
      awaitRunning(container, restarts);
    }
    end(container, 5);
    assertThat(container.status()).isEqualTo(ContainerStatus.RESTARTING);
    assertThatThrownBy(() -> container.remove(false)).hasMessageContaining("is restarting");
    container.stop(StopRequest.USUAL);
    assertThat(container.await()).isEqualTo(5);
    assertThat(container.status()).isEqualTo(ContainerStatus.EXITED);
  }

  @Test
  void oneThatCannotBeStartedAgainHasEnded() throws Exception {
    var container = started("always");
    fixture.machine.refusal = FakeRuntime.notFound();
    end(container, 0);
    assertThat(container.await()).isEqualTo(127);
    assertThat(container.status()).isEqualTo(ContainerStatus.EXITED);
    assertThat(container.inspect().state().error()).contains("no such command");
  }

  @Test
  void oneThatGoesAwayIsNotStartedAgain() {
    var request = fixture.request().restart(RestartPolicy.parse("always")).autoRemove(true).build();
    assertThatThrownBy(() -> fixture.engine.create(request))
        .isInstanceOf(Invalid.class)
        .hasMessage("can't create 'AutoRemove' container with restart policy");
  }

  @Test
  void theNextEngineStartsWhatWasStoppedOnlyIfAlways() throws Exception {
    var always = started("always");
    var unless = started("unless-stopped");
    always.stop(StopRequest.USUAL);
    unless.stop(StopRequest.USUAL);
    assertThat(fixture.engine.needed()).isTrue();
    assertThat(fixture.engine.busy()).isFalse();
    var engine = fixture.reopen();
    eventually(() -> engine.container(always.id()).status() == ContainerStatus.RUNNING);
    assertThat(engine.container(unless.id()).status()).isEqualTo(ContainerStatus.EXITED);
  }

  @Test
  void theNextEngineStartsWhatEndedUnseen() throws Exception {
    var unless = started("unless-stopped");
    var failed = started("on-failure:1");
    var done = started("on-failure");
    fixture.engine.close();
    fixture.process(unless).end(0);
    fixture.process(failed).end(1);
    fixture.process(done).end(0);
    var engine = fixture.reopen();
    awaitRunning(engine.container(unless.id()), 1);
    awaitRunning(engine.container(failed.id()), 1);
    assertThat(engine.container(done.id()).status()).isEqualTo(ContainerStatus.EXITED);
  }

  @Test
  void theNextEngineEndsAPause() throws Exception {
    var container = started("on-failure");
    for (int restarts = 1; restarts < 4; restarts++) {
      end(container, 3);
      awaitRunning(container, restarts);
    }
    end(container, 3);
    assertThat(container.status()).isEqualTo(ContainerStatus.RESTARTING);
    awaitRunning(fixture.reopen().container(container.id()), 4);
  }
}
