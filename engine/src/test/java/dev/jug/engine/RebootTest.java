package dev.jug.engine;

import static dev.jug.engine.EngineFixture.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.engine.request.NamespaceMode;
import dev.jug.engine.request.NamespaceMode.OfContainer;
import dev.jug.engine.request.NamespaceOptions;
import dev.jug.engine.request.RestartPolicy;
import dev.jug.engine.request.StopRequest;
import dev.jug.engine.view.ContainerStatus;
import dev.jug.linux.fs.Tree;
import dev.jug.runtime.Launch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The machine is switched off: processes and run directories are gone, records are not. */
class RebootTest {
  private static final int MANY = 20;

  @TempDir Path directory;
  private EngineFixture fixture;

  @BeforeEach
  void open() throws IOException {
    fixture = new EngineFixture(directory);
  }

  @AfterEach
  void close() throws IOException {
    fixture.engine.containers().forEach(container -> container.remove(true));
    fixture.close();
  }

  private Container started(String policy, NamespaceOptions namespaces) {
    var request =
        fixture.request().restart(RestartPolicy.parse(policy)).namespaces(namespaces).build();
    return fixture.started(request);
  }

  private Container started(String policy) {
    return started(policy, NamespaceOptions.DEFAULT);
  }

  private static NamespaceOptions networkOf(Container other) {
    return NamespaceOptions.DEFAULT.on(new OfContainer(other.name()));
  }

  private static NamespaceOptions processesOf(Container other) {
    var none = NamespaceOptions.DEFAULT;
    return new NamespaceOptions(
        new OfContainer(other.id()),
        none.ipc(),
        none.uts(),
        new NamespaceMode.Private(),
        none.user(),
        none.cgroup());
  }

  private void reboot() throws IOException {
    fixture.engine.close();
    fixture.machine.processes.values().forEach(FakeRuntime.FakeProcess::vanish);
    fixture.machine.processes.clear();
    fixture.machine.launched.clear();
    try (var all = Files.list(fixture.run.resolve("live"))) {
      for (var each : all.toList()) {
        Tree.delete(each);
      }
    }
    fixture.reopen();
  }

  private ContainerStatus status(Container old) {
    return fixture.engine.container(old.id()).status();
  }

  private void awaitRunning(List<Container> containers) throws Exception {
    for (var container : containers) {
      eventually(() -> status(container) == ContainerStatus.RUNNING);
    }
  }

  @Test
  void whatWasRunningIsStartedAsItsPolicySays() throws Exception {
    var always = started("always");
    var unless = started("unless-stopped");
    var failed = started("on-failure");
    var last = started("on-failure:1");
    var no = started("no");
    reboot();
    awaitRunning(List.of(always, unless, failed, last));
    assertThat(status(no)).isEqualTo(ContainerStatus.EXITED);
    assertThat(fixture.engine.container(no.id()).inspect().state().exitCode())
        .isEqualTo(Recovery.UNKNOWN_CODE);
    // That was its one retry.
    reboot();
    awaitRunning(List.of(always, unless, failed));
    assertThat(status(last)).isEqualTo(ContainerStatus.EXITED);
  }

  @Test
  void whatWasStoppedIsStartedIfAlways() throws Exception {
    var always = started("always");
    var unless = started("unless-stopped");
    var failed = started("on-failure");
    for (var container : List.of(always, unless, failed)) {
      container.stop(StopRequest.USUAL);
    }
    reboot();
    awaitRunning(List.of(always));
    assertThat(status(unless)).isEqualTo(ContainerStatus.EXITED);
    assertThat(status(failed)).isEqualTo(ContainerStatus.EXITED);
  }

  @Test
  void whoJoinsNamespacesComesAfterTheirOwner() throws Exception {
    var chain = new ArrayList<>(List.of(started("always")));
    while (chain.size() < MANY) {
      var last = chain.getLast();
      chain.add(started("always", chain.size() % 2 == 0 ? networkOf(last) : processesOf(last)));
    }
    reboot();
    awaitRunning(chain);
    assertThat(fixture.machine.launched)
        .extracting(Launch::id)
        .containsSubsequence(chain.stream().map(Container::id).toList());
  }

  @Test
  void whoseNamespacesDoNotComeBackIsTold() throws Exception {
    var owner = started("no");
    var guest = started("always", networkOf(owner));
    reboot();
    eventually(() -> status(guest) == ContainerStatus.EXITED);
    assertThat(fixture.engine.container(guest.id()).inspect().state().error())
        .contains("cannot join the namespaces of a non running container: " + owner.id());
  }

  /** It gets the name of the one that it joins. */
  @Test
  void aCircleHoldsNobodyUp() throws Exception {
    var first = started("always");
    var second = started("always", networkOf(first));
    var name = first.name();
    first.rename("elsewhere");
    second.rename(name);
    reboot();
    awaitRunning(List.of(first));
    eventually(() -> status(second) == ContainerStatus.EXITED);
  }
}
