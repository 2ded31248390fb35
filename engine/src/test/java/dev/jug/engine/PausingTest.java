package dev.jug.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jug.engine.error.EngineException.Conflict;
import dev.jug.engine.error.EngineException.Failed;
import dev.jug.engine.event.Event.Action;
import dev.jug.engine.request.ExecRequest;
import dev.jug.engine.request.StopRequest;
import dev.jug.engine.view.ContainerStatus;
import dev.jug.linux.proc.Signal;
import dev.jug.runtime.cgroup.CgroupException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PausingTest {
  @TempDir Path directory;
  private EngineFixture fixture;
  private Container container;

  @BeforeEach
  void open() throws IOException {
    fixture = new EngineFixture(directory);
    container = fixture.started(fixture.request().name("xx").build());
  }

  @AfterEach
  void close() throws IOException {
    fixture.close();
  }

  private FakeGroup group() {
    return fixture.machine.groups.get(container.id());
  }

  @Test
  void itStandsStillUntilSomebodyLetsItGoOn() {
    var actions = Collections.synchronizedList(new ArrayList<Action>());
    fixture.engine.events().subscribe(event -> actions.add(event.action()));
    container.pause();
    assertThat(group().isFrozen()).isTrue();
    assertThat(container.status()).isEqualTo(ContainerStatus.PAUSED);
    var state = container.inspect().state();
    assertThat(state.paused()).isTrue();
    assertThat(state.running()).isTrue();
    assertThat(fixture.engine.busy()).isTrue();
    container.unpause();
    assertThat(group().isFrozen()).isFalse();
    assertThat(container.status()).isEqualTo(ContainerStatus.RUNNING);
    assertThat(actions).containsExactly(Action.PAUSE, Action.UNPAUSE);
  }

  @Test
  void whatCannotBeIsRefusedInDockersWords() {
    var id = container.id();
    assertThatThrownBy(container::unpause)
        .isInstanceOf(Conflict.class)
        .hasMessage("Container " + id + " is not paused");
    container.pause();
    assertThatThrownBy(container::pause).hasMessage("Container " + id + " is already paused");
    assertThatThrownBy(() -> container.start(Optional.empty()))
        .hasMessage("cannot start a paused container, try unpause instead");
    var exec =
        new ExecRequest(List.of("id"), List.of(), null, null, false, false, false, false, 0, 0);
    assertThatThrownBy(() -> container.exec(exec, Optional.empty()))
        .hasMessage("Container " + id + " is paused, unpause the container before exec");
    assertThatThrownBy(() -> container.remove(false))
        .hasMessage(
            "cannot remove container \"/xx\": container is paused and must be unpaused first");
    container.stop(StopRequest.USUAL);
    assertThatThrownBy(container::pause).hasMessage("container " + id + " is not running");
  }

  @Test
  void whatShallEndItLetsItGoOn() {
    // The fake process does not die of INT, so that it is there to go on.
    var stubborn = fixture.started(fixture.request().stopSignal("INT").build());
    stubborn.pause();
    stubborn.stop(StopRequest.within(Duration.ofMillis(20)));
    assertThat(fixture.machine.groups.get(stubborn.id()).isFrozen()).isFalse();
    assertThat(stubborn.await()).isEqualTo(128 + 9);
  }

  @Test
  void anotherSignalWaitsForIt() {
    container.pause();
    container.kill(Signal.HUP);
    assertThat(group().isFrozen()).isTrue();
    assertThat(fixture.process(container).signals).containsExactly(Signal.HUP);
  }

  @Test
  void itIsRemovedByForce() throws Exception {
    container.pause();
    container.remove(true);
    assertThat(fixture.leftovers()).isEmpty();
  }

  @Test
  void theNextEngineFindsItPaused() {
    container.pause();
    var again = fixture.reopen().container("xx");
    assertThat(again.status()).isEqualTo(ContainerStatus.PAUSED);
    again.unpause();
    assertThat(group().isFrozen()).isFalse();
    assertThat(fixture.reopen().container("xx").status()).isEqualTo(ContainerStatus.RUNNING);
  }

  @Test
  void oneThatDoesNotFreezeRuns() {
    container.pause();
    container.unpause();
    group().refusal = new CgroupException("it does not freeze");
    assertThatThrownBy(container::pause)
        .isInstanceOf(Failed.class)
        .hasMessage("cannot pause container " + container.shortId() + ": it does not freeze");
    assertThat(container.status()).isEqualTo(ContainerStatus.RUNNING);
  }
}
