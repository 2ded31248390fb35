package dev.jug.conformance.dockerjava;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.BadRequestException;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.exception.NotModifiedException;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.HealthCheck;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.PruneType;
import com.github.dockerjava.api.model.RestartPolicy;
import com.github.dockerjava.api.model.Ulimit;
import dev.jug.app.command.EndToEnd;
import dev.jug.app.command.Jug;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The life of containers. */
@EndToEnd
class ContainersTest {
  @TempDir static Path folder;
  private static Client client;
  private static DockerClient docker;

  @BeforeAll
  static void open() {
    client = new Client(folder);
    docker = client.docker();
  }

  @AfterEach
  void empty() {
    client.empty();
  }

  @AfterAll
  static void close() {
    client.close();
  }

  @Test
  void oneRunsAndTellsHowItEnded() {
    var id = client.start(client.box("sh", "-c", "exit 7"));

    assertThat(client.await(id)).isEqualTo(7);
    var state = docker.inspectContainerCmd(id).exec().getState();
    assertThat(state.getRunning()).isFalse();
    assertThat(state.getExitCodeLong()).isEqualTo(7);
    assertThat(state.getStatus()).isEqualTo("exited");
    assertThat(Instant.parse(state.getFinishedAt())).isAfter(Instant.parse(state.getStartedAt()));
  }

  @Test
  void inspectGivesBackWhatWasAskedFor() {
    var host =
        HostConfig.newHostConfig()
            .withMemory(64L << 20)
            .withNanoCPUs(500_000_000L)
            .withBinds(Bind.parse("/etc/passwd:/p:ro"))
            .withRestartPolicy(RestartPolicy.onFailureRestart(3))
            .withCapDrop(Capability.NET_RAW)
            .withUlimits(List.of(new Ulimit("nofile", 100L, 200L)))
            .withExtraHosts("far:192.0.2.7")
            .withTmpFs(Map.of("/t", "size=1m"))
            .withShmSize(8L << 20);
    var id =
        client
            .box("sleep", "99")
            .withName("one")
            .withHostName("inside")
            .withEnv("A=b", "C=d")
            .withWorkingDir("/tmp")
            .withUser("1000:1000")
            .withLabels(Map.of("dev.jug.test", "yes"))
            .withStopSignal("SIGINT")
            .withHostConfig(host)
            .exec()
            .getId();

    var shown = docker.inspectContainerCmd("one").exec();
    assertThat(shown.getId()).isEqualTo(id);
    assertThat(shown.getName()).isEqualTo("/one");
    assertThat(shown.getPath()).isEqualTo("sleep");
    assertThat(shown.getArgs()).containsExactly("99");
    assertThat(shown.getImageId()).isEqualTo(docker.inspectImageCmd("box:1").exec().getId());
    assertThat(Instant.parse(shown.getCreated()))
        .isBetween(Instant.now().minus(Duration.ofMinutes(1)), Instant.now());
    assertThat(shown.getRestartCount()).isZero();
    assertThat(shown.getDriver()).isNotEmpty();
    assertThat(shown.getMounts())
        .singleElement()
        .satisfies(mount -> {
          assertThat(mount.getSource()).isEqualTo("/etc/passwd");
          assertThat(mount.getDestination().getPath()).isEqualTo("/p");
          assertThat(mount.getRW()).isFalse();
        });
    var config = shown.getConfig();
    assertThat(config.getImage()).isEqualTo("box:1");
    assertThat(config.getHostName()).isEqualTo("inside");
    assertThat(config.getEnv()).contains("A=b", "C=d");
    assertThat(config.getWorkingDir()).isEqualTo("/tmp");
    assertThat(config.getUser()).isEqualTo("1000:1000");
    assertThat(config.getLabels()).containsEntry("dev.jug.test", "yes");
    isAsAskedFor(shown.getHostConfig());
  }

  private static void isAsAskedFor(HostConfig used) {
    assertThat(used.getMemory()).isEqualTo(64L << 20);
    assertThat(used.getNanoCPUs()).isEqualTo(500_000_000L);
    assertThat(used.getBinds()).containsExactly(Bind.parse("/etc/passwd:/p:ro"));
    assertThat(used.getRestartPolicy()).isEqualTo(RestartPolicy.onFailureRestart(3));
    assertThat(used.getCapDrop()).containsExactly(Capability.NET_RAW);
    assertThat(used.getUlimits()).containsExactly(new Ulimit("nofile", 100L, 200L));
    assertThat(used.getExtraHosts()).containsExactly("far:192.0.2.7");
    assertThat(used.getTmpFs()).containsEntry("/t", "size=1m");
    assertThat(used.getShmSize()).isEqualTo(8L << 20);
    assertThat(used.getLogConfig().getType()).isNotNull();
  }

  @Test
  void listsAreFiltered() {
    var one = client.start(client.box("sleep", "99").withName("one").withLabels(Map.of("a", "b")));
    var two = client.box("true").withName("two").exec().getId();

    assertThat(docker.listContainersCmd().exec())
        .singleElement()
        .satisfies(shown -> {
          assertThat(shown.getId()).isEqualTo(one);
          assertThat(shown.getNames()).containsExactly("/one");
          assertThat(shown.getImage()).isEqualTo("box:1");
          assertThat(shown.getCommand()).isEqualTo("sleep 99");
          assertThat(shown.getState()).isEqualTo("running");
          assertThat(shown.getStatus()).startsWith("Up ");
          assertThat(shown.getLabels()).containsEntry("a", "b");
          assertThat(shown.getNetworkSettings().getNetworks()).containsKey("bridge");
        });
    var all = docker.listContainersCmd().withShowAll(true);
    assertThat(all.exec()).extracting(Container::getId).containsExactly(two, one);
    assertThat(all.withLabelFilter(Map.of("a", "b")).exec()).hasSize(1);
    assertThat(docker.listContainersCmd().withStatusFilter(List.of("created")).exec())
        .extracting(Container::getId)
        .containsExactly(two);
    assertThat(docker.listContainersCmd().withShowAll(true).withNameFilter(List.of("tw")).exec())
        .hasSize(1);
    assertThat(docker.listContainersCmd().withLimit(1).exec()).hasSize(1);
    assertThat(docker.listContainersCmd().withShowAll(true).withShowSize(true).exec())
        .allSatisfy(shown -> assertThat(shown.getSizeRootFs()).isNotNull());
  }

  @Test
  void itsStateChangesByCommand() {
    var id = client.start(client.box("sleep", "99").withName("one"));

    docker.pauseContainerCmd(id).exec();
    assertThat(docker.inspectContainerCmd(id).exec().getState().getPaused()).isTrue();
    docker.unpauseContainerCmd(id).exec();
    docker.renameContainerCmd(id).withName("two").exec();
    docker.restartContainerCmd("two").withTimeout(0).exec();
    assertThat(docker.topContainerCmd("two").exec().getProcesses()).hasNumberOfRows(1);
    docker.updateContainerCmd("two").withMemory(32L << 20).withMemorySwap(64L << 20).exec();
    assertThat(docker.inspectContainerCmd("two").exec().getHostConfig().getMemory())
        .isEqualTo(32L << 20);
    docker.killContainerCmd("two").withSignal("KILL").exec();
    assertThat(client.await(id)).isEqualTo(137);
    docker.startContainerCmd("two").exec();
    docker.stopContainerCmd("two").withTimeout(0).exec();
    docker.removeContainerCmd("two").withRemoveVolumes(true).exec();
    assertThat(docker.listContainersCmd().withShowAll(true).exec()).isEmpty();
  }

  @Test
  void errorsAreOfTheKindThatCallersCatch() {
    var id = client.start(client.box("sleep", "99").withName("one"));

    assertThatThrownBy(() -> docker.startContainerCmd(id).exec())
        .isInstanceOf(NotModifiedException.class);
    assertThatThrownBy(() -> client.box("true").withName("one").exec())
        .isInstanceOf(ConflictException.class)
        .hasMessageContaining("is already in use by container");
    assertThatThrownBy(() -> docker.removeContainerCmd(id).exec())
        .isInstanceOf(ConflictException.class);
    assertThatThrownBy(() -> docker.inspectContainerCmd("nobody").exec())
        .isInstanceOf(NotFoundException.class)
        .hasMessageContaining("No such container: nobody");
    assertThatThrownBy(() -> docker.createContainerCmd("no/such:image").exec())
        .isInstanceOf(NotFoundException.class)
        .hasMessageContaining("No such image: no/such:image");
    assertThatThrownBy(() -> client.start(client.box("nosuch")))
        .isInstanceOf(BadRequestException.class)
        .hasMessageContaining("executable file not found");
    docker.stopContainerCmd(id).withTimeout(0).exec();
    assertThatThrownBy(() -> docker.stopContainerCmd(id).exec())
        .isInstanceOf(NotModifiedException.class);
  }

  @Test
  void itsHealthIsWatched() {
    var check =
        new HealthCheck()
            .withTest(List.of("CMD-SHELL", "test -e /tmp/well"))
            .withInterval(Duration.ofMillis(50).toNanos())
            .withTimeout(Duration.ofSeconds(5).toNanos())
            .withRetries(100);
    var id =
        client.start(
            client.box("sh", "-c", "sleep 0.2; touch /tmp/well; sleep 99").withHealthcheck(check));

    assertThat(docker.inspectContainerCmd(id).exec().getState().getHealth().getStatus())
        .isIn("starting", "healthy");
    Jug.eventually(() -> {
      var health = docker.inspectContainerCmd(id).exec().getState().getHealth();
      assertThat(health.getStatus()).isEqualTo("healthy");
      assertThat(health.getFailingStreak()).isZero();
      assertThat(health.getLog().getLast().getExitCodeLong()).isZero();
    });
  }

  @Test
  void theStoppedArePruned() {
    var kept = client.box("true").withLabels(Map.of("keep", "me")).exec().getId();
    client.box("true").withLabels(Map.of("session", "1")).exec();

    var pruned = docker.pruneCmd(PruneType.CONTAINERS).withLabelFilter("session=1").exec();
    assertThat(pruned.getSpaceReclaimed()).isNotNull();
    assertThat(docker.listContainersCmd().withShowAll(true).exec())
        .extracting(Container::getId)
        .containsExactly(kept);
  }
}
