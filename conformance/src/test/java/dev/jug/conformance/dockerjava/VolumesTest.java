package dev.jug.conformance.dockerjava;

import static java.util.Objects.requireNonNullElse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectVolumeResponse;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.Mount;
import com.github.dockerjava.api.model.MountType;
import com.github.dockerjava.api.model.PruneType;
import com.github.dockerjava.api.model.Volume;
import dev.jug.app.command.EndToEnd;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Volumes. */
@EndToEnd
class VolumesTest {
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
    for (var volume : requireNonNullElse(volumes(), List.<InspectVolumeResponse>of())) {
      docker.removeVolumeCmd(volume.getName()).exec();
    }
  }

  @AfterAll
  static void close() {
    client.close();
  }

  private static List<InspectVolumeResponse> volumes() {
    return docker.listVolumesCmd().exec().getVolumes();
  }

  private static String ran(HostConfig host, String... command) {
    var id = client.start(client.box(command).withHostConfig(host));
    client.await(id);
    return client.logs(id).out();
  }

  @Test
  void oneIsMadeShownAndRemoved() {
    var made =
        docker
            .createVolumeCmd()
            .withName("goods")
            .withDriver("local")
            .withLabels(Map.of("a", "b"))
            .exec();
    assertThat(made.getName()).isEqualTo("goods");

    var shown = docker.inspectVolumeCmd("goods").exec();
    assertThat(shown.getDriver()).isEqualTo("local");
    assertThat(shown.getMountpoint()).startsWith("/");
    assertThat(shown.getLabels()).containsEntry("a", "b");
    assertThat(volumes()).extracting(InspectVolumeResponse::getName).containsExactly("goods");
    assertThat(docker.listVolumesCmd().withFilter("label", List.of("a=c")).exec().getVolumes())
        .isNullOrEmpty();
    docker.removeVolumeCmd("goods").exec();
    assertThatThrownBy(() -> docker.inspectVolumeCmd("goods").exec())
        .isInstanceOf(NotFoundException.class)
        .hasMessageContaining("no such volume");
  }

  @Test
  void containersShareOne() {
    var bind = HostConfig.newHostConfig().withBinds(Bind.parse("goods:/goods"));
    ran(bind, "sh", "-c", "echo bread >/goods/list");
    var mount = new Mount().withType(MountType.VOLUME).withSource("goods").withTarget("/g");

    assertThat(ran(HostConfig.newHostConfig().withMounts(List.of(mount)), "cat", "/g/list"))
        .isEqualTo("bread\n");
    assertThatThrownBy(() -> docker.removeVolumeCmd("goods").exec())
        .isInstanceOf(ConflictException.class)
        .hasMessageContaining("volume is in use");
  }

  @Test
  void anonymousOnesGoWithTheirContainer() {
    var id = client.start(client.box("sleep", "99").withVolumes(new Volume("/data")));
    assertThat(docker.inspectContainerCmd(id).exec().getMounts())
        .singleElement()
        .satisfies(mount -> {
          assertThat(mount.getName()).isEqualTo(volumes().getFirst().getName());
          assertThat(mount.getDestination().getPath()).isEqualTo("/data");
          assertThat(mount.getDriver()).isEqualTo("local");
        });

    docker.removeContainerCmd(id).withForce(true).withRemoveVolumes(true).exec();
    assertThat(volumes()).isNullOrEmpty();
  }

  @Test
  void theUnusedArePruned() {
    docker.createVolumeCmd().exec();
    docker.pruneCmd(PruneType.VOLUMES).exec();
    assertThat(volumes()).isNullOrEmpty();
  }
}
