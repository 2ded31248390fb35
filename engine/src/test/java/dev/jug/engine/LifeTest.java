package dev.jug.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jug.engine.error.EngineException.Conflict;
import dev.jug.engine.error.EngineException.Failed;
import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.engine.error.EngineException.NotFound;
import dev.jug.engine.event.Event;
import dev.jug.engine.event.Event.Action;
import dev.jug.engine.request.ContainerImage;
import dev.jug.engine.request.ContainerRequest;
import dev.jug.engine.request.ExecRequest;
import dev.jug.engine.request.ProcessOptions;
import dev.jug.engine.request.StopRequest;
import dev.jug.engine.request.UserMode;
import dev.jug.engine.view.ContainerStatus;
import dev.jug.engine.view.StateView;
import dev.jug.linux.io.Socket;
import dev.jug.linux.proc.Signal;
import dev.jug.runtime.LaunchException;
import dev.jug.runtime.cgroup.OomVictim;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LifeTest {
  @TempDir Path directory;
  private EngineFixture fixture;

  @BeforeEach
  void open() throws IOException {
    fixture = new EngineFixture(directory);
  }

  @AfterEach
  void close() throws IOException {
    fixture.close();
  }

  @Test
  void aContainerRunsAndEndsWithItsExitCode() {
    var container = fixture.started(fixture.request().build());
    assertThat(container.status()).isEqualTo(ContainerStatus.RUNNING);
    assertThat(fixture.engine.busy()).isTrue();
    fixture.process(container).end(3);
    assertThat(container.await()).isEqualTo(3);
    assertThat(container.status()).isEqualTo(ContainerStatus.EXITED);
    assertThat(container.inspect().state().exitCode()).isEqualTo(3);
    assertThat(fixture.engine.busy()).isFalse();
  }

  @Test
  void oneThatRemovesItselfIsGoneBeforeAnyoneHearsOfItsEnd() throws Exception {
    var container = fixture.started(fixture.request().name("once").autoRemove(true).build());
    fixture.process(container).end(0);
    assertThat(container.await()).isZero();
    assertThat(fixture.engine.containers()).isEmpty();
    assertThat(fixture.engine.create(fixture.request().name("once").build()).name())
        .isEqualTo("once");
    EngineFixture.eventually(() -> !Files.exists(fixture.stateOf(container)));
    EngineFixture.eventually(() -> !Files.exists(fixture.runOf(container)));
    assertThat(fixture.machine.released).contains(container.id());
  }

  @Test
  void aNameBelongsToOneContainer() {
    var first = fixture.engine.create(fixture.request().name("web").build());
    assertThatThrownBy(() -> fixture.engine.create(fixture.request().name("web").build()))
        .isInstanceOf(Conflict.class)
        .hasMessage(
            "Conflict. The container name \"/web\" is already in use by container \""
                + first.id()
                + "\". You have to remove (or rename) that container to be able to reuse that name.");
    assertThatThrownBy(() -> fixture.engine.create(fixture.request().name("-x").build()))
        .isInstanceOf(Invalid.class);
  }

  @Test
  void containersAreFoundByNameIdAndBeginning() {
    var container = fixture.engine.create(fixture.request().name("web").build());
    assertThat(fixture.engine.container("web")).isSameAs(container);
    assertThat(fixture.engine.container("/web")).isSameAs(container);
    assertThat(fixture.engine.container(container.id())).isSameAs(container);
    assertThat(fixture.engine.container(container.shortId())).isSameAs(container);
    assertThatThrownBy(() -> fixture.engine.container("nobody"))
        .isInstanceOf(NotFound.class)
        .hasMessage("No such container: nobody");
  }

  @Test
  void manyAtATimeGetDifferentNames() throws Exception {
    var names = Collections.synchronizedSet(new java.util.HashSet<String>());
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 200; i++) {
        executor.execute(() -> names.add(fixture.engine.create(fixture.request().build()).name()));
      }
    }
    assertThat(names).hasSize(200);
  }

  @Test
  void theSameNameManyTimesAtOnceIsGivenOnce() throws Exception {
    var made = Collections.synchronizedList(new ArrayList<Container>());
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 50; i++) {
        executor.execute(() -> {
          try {
            made.add(fixture.engine.create(fixture.request().name("one").build()));
          } catch (Conflict _) {
            // All but one.
          }
        });
      }
    }
    assertThat(made).hasSize(1);
    assertThat(fixture.leftovers()).hasSize(1);
  }

  @Test
  void aRunningOneIsRemovedByForceOnly() throws Exception {
    var container = fixture.started(fixture.request().name("xx").build());
    assertThatThrownBy(() -> container.remove(false))
        .isInstanceOf(Conflict.class)
        .hasMessage(
            "cannot remove container \"/xx\": container is running:"
                + " stop the container before removing or force remove");
    container.remove(true);
    assertThat(fixture.leftovers()).isEmpty();
    assertThatThrownBy(() -> fixture.engine.container("xx")).isInstanceOf(NotFound.class);
  }

  @Test
  void stoppingAsksThenKills() {
    var polite = fixture.started(fixture.request().build());
    polite.stop(StopRequest.USUAL);
    assertThat(polite.await()).isEqualTo(128 + 15);
    var stubborn = fixture.started(fixture.request().stopSignal("INT").build());
    // The fake process dies of TERM and KILL only.
    stubborn.stop(StopRequest.within(Duration.ofMillis(20)));
    assertThat(fixture.machine.processes.values())
        .anySatisfy(p -> assertThat(p.signals).containsExactly(Signal.INT, Signal.KILL));
    assertThat(stubborn.await()).isEqualTo(128 + 9);
    stubborn.stop(StopRequest.USUAL);
    assertThatThrownBy(() -> stubborn.kill(Signal.TERM)).isInstanceOf(Conflict.class);
  }

  @Test
  void whoStopsItMaySayWithWhatSignal() {
    var container = fixture.started(fixture.request().stopSignal("QUIT").build());
    var process = fixture.process(container);
    container.stop(new StopRequest(Optional.of(Signal.INT), Optional.of(Duration.ofMillis(20))));
    assertThat(process.signals).containsExactly(Signal.INT, Signal.KILL);
  }

  @Test
  void oneThatCannotStartSaysWhyAndLeavesNoRunDirectory() throws Exception {
    fixture.machine.refusal = FakeRuntime.notFound();
    var container = fixture.engine.create(fixture.request().build());
    try (var pair = Socket.pair()) {
      assertThatThrownBy(() -> container.start(Optional.of(pair.second())))
          .isInstanceOfSatisfying(
              Failed.class,
              e -> assertThat(e.kind()).isEqualTo(LaunchException.Kind.COMMAND_NOT_FOUND));
      assertThat(pair.second().fd().isOpen()).isFalse();
    }
    assertThat(container.status()).isEqualTo(ContainerStatus.CREATED);
    assertThat(container.inspect().state().exitCode()).isEqualTo(127);
    assertThat(container.inspect().state().error()).isEqualTo("no such command");
    assertThat(Files.exists(fixture.runOf(container))).isFalse();
    fixture.machine.refusal = null;
    container.start(Optional.empty());
    assertThat(container.status()).isEqualTo(ContainerStatus.RUNNING);
  }

  @Test
  void oneThatRemovesItselfAndCannotStartLeavesNothing() throws Exception {
    fixture.machine.refusal = FakeRuntime.notFound();
    var container = fixture.engine.create(fixture.request().autoRemove(true).build());
    assertThatThrownBy(() -> container.start(Optional.empty())).isInstanceOf(Failed.class);
    assertThat(fixture.leftovers()).isEmpty();
    assertThat(fixture.engine.containers()).isEmpty();
  }

  @Test
  void whatCannotWorkIsRefusedBeforeAnythingIsMade() throws Exception {
    var file = Files.createFile(directory.resolve("file"));
    for (var path : List.of(directory.resolve("missing"), file, Path.of("relative"))) {
      var request =
          ContainerRequest.builder(new ContainerImage.Rootfs(path), List.of("sh")).build();
      assertThatThrownBy(() -> fixture.engine.create(request)).hasMessageContaining("" + path);
    }
    var nothing = fixture.request().process(ProcessOptions.of(List.of())).build();
    assertThatThrownBy(() -> fixture.engine.create(nothing)).isInstanceOf(Invalid.class);
    assertThat(fixture.leftovers()).isEmpty();
  }

  @Test
  void itCanBeStartedAgain() {
    var container = fixture.engine.create(fixture.request().build());
    assertThat(container.inspect().state().startedAt()).isEqualTo(StateView.NEVER);
    container.start(Optional.empty());
    assertThat(container.inspect().state().finishedAt()).isEqualTo(StateView.NEVER);
    fixture.process(container).end(1);
    container.await();
    var ended = container.inspect().state().finishedAt();
    container.start(Optional.empty());
    assertThat(container.status()).isEqualTo(ContainerStatus.RUNNING);
    assertThat(container.inspect().state().finishedAt()).isEqualTo(ended);
    assertThat(Files.isDirectory(fixture.runOf(container))).isTrue();
    container.restart(StopRequest.USUAL);
    assertThat(container.status()).isEqualTo(ContainerStatus.RUNNING);
    container.remove(true);
  }

  @Test
  void memoryThatRanOutIsRecorded() {
    var container = fixture.started(fixture.request().build());
    fixture.machine.groups.get(container.id()).victims.add(new OomVictim(7, "big"));
    fixture.process(container).endWith(9);
    assertThat(container.await()).isEqualTo(137);
    assertThat(container.inspect().state().oomKilled()).isTrue();
    assertThat(fixture.engine.events().since(Instant.EPOCH))
        .filteredOn(event -> event.action() == Action.OOM)
        .singleElement()
        .satisfies(event ->
            assertThat(event.attributes())
                .containsEntry("pid", "7")
                .containsEntry("process", "big"));
  }

  @Test
  void aProcessInsideGetsTheContainersEnvironmentAndLeavesNothing() throws Exception {
    var container = fixture.started(fixture.request().build());
    var request =
        new ExecRequest(
            List.of("id"), List.of("A=1"), null, null, false, false, false, false, 0, 0);
    var session = container.exec(request, Optional.empty());
    var launch = fixture.machine.executed.getFirst();
    assertThat(launch.process().env()).contains("A=1", "HOSTNAME=" + container.shortId());
    assertThat(launch.state()).isDirectory();
    fixture.machine.process(launch.state()).end(4);
    assertThat(session.await()).isEqualTo(4);
    EngineFixture.eventually(() -> !Files.exists(launch.state()));
    container.stop(StopRequest.USUAL);
    assertThatThrownBy(() -> container.exec(request, Optional.empty()))
        .isInstanceOf(Conflict.class);
  }

  @Test
  void aNewNameIsKept() {
    var container = fixture.engine.create(fixture.request().name("old").build());
    container.rename("new");
    assertThat(fixture.engine.container("new")).isSameAs(container);
    assertThat(fixture.engine.create(fixture.request().name("old").build())).isNotNull();
    assertThat(fixture.reopen().container("new").id()).isEqualTo(container.id());
  }

  @Test
  void everyChangeIsTold() throws Exception {
    var actions = Collections.synchronizedList(new ArrayList<Event.Action>());
    fixture.engine.events().subscribe(event -> actions.add(event.action()));
    var container = fixture.started(fixture.request().build());
    container.stop(StopRequest.USUAL);
    container.remove(false);
    assertThat(actions)
        .containsExactly(
            Event.Action.CREATE,
            Event.Action.START,
            Event.Action.DIE,
            Event.Action.STOP,
            Event.Action.DESTROY);
  }

  @Test
  void aPlanIsMadeWithoutLeavingAnything() throws Exception {
    fixture.engine.plan(fixture.request().build());
    assertThat(fixture.leftovers()).isEmpty();
    fixture.engine.plan(fixture.request().autoRemove(true).build());
    assertThat(fixture.leftovers()).isEmpty();
    var container = fixture.engine.create(fixture.request().build());
    assertThat(container.plan()).isNotNull();
  }

  @Test
  void inspectSpeaksDockersJson() {
    var container = fixture.started(fixture.request().name("web").build());
    assertThat(container.inspect().json())
        .contains("\"Name\": \"/web\"", "\"Status\": \"running\"", "\"OOMKilled\": false");
  }

  @Test
  void namespacesOfAnotherContainerAreJoined() {
    var first = fixture.started(fixture.request().name("aa").build());
    var mode = dev.jug.engine.request.NamespaceMode.parse("container:aa");
    var own = new dev.jug.engine.request.NamespaceMode.Private();
    var namespaces =
        new dev.jug.engine.request.NamespaceOptions(
            mode, own, own, mode, new UserMode.Unsaid(), own);
    fixture.started(fixture.request().namespaces(namespaces).build());
    var launch = fixture.machine.launched.getLast();
    int pid = fixture.process(first).pid();
    assertThat(launch.spec().linux().namespaces())
        .extracting(n -> String.valueOf(n.path()))
        .contains("/proc/" + pid + "/ns/pid", "/proc/" + pid + "/ns/net");
  }
}
