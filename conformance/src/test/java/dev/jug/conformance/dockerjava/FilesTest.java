package dev.jug.conformance.dockerjava;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.PullImageResultCallback;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.ChangeLog;
import com.github.dockerjava.api.model.PruneType;
import dev.jug.app.command.EndToEnd;
import dev.jug.testkit.registry.FakeRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of containers, and images. */
@EndToEnd
class FilesTest {
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
  void filesAreCopiedInAndOut() throws IOException {
    var file = Files.writeString(folder.resolve("in"), "content");
    var id = client.box("cat", "/tmp/in").exec().getId();
    docker
        .copyArchiveToContainerCmd(id)
        .withHostResource(file.toString())
        .withRemotePath("/tmp")
        .exec();
    docker.startContainerCmd(id).exec();

    client.await(id);
    assertThat(client.logs(id).out()).isEqualTo("content");
    try (var archive = docker.copyArchiveFromContainerCmd(id, "/tmp/in").exec();
        var tar = new TarArchiveInputStream(archive)) {
      assertThat(tar.getNextEntry().getName()).isEqualTo("in");
      assertThat(new String(tar.readAllBytes(), UTF_8)).isEqualTo("content");
      assertThat(tar.getNextEntry()).isNull();
    }
    assertThatThrownBy(() -> docker.copyArchiveFromContainerCmd(id, "/nosuch").exec())
        .isInstanceOf(NotFoundException.class);
  }

  @Test
  void changesAreListedAndCommitted() {
    var id = client.start(client.box("sh", "-c", "echo made >/new; rm /etc/group"));
    client.await(id);

    assertThat(docker.containerDiffCmd(id).exec())
        .extracting(ChangeLog::getPath, ChangeLog::getKind)
        .contains(tuple("/new", 1), tuple("/etc", 0), tuple("/etc/group", 2));
    var image =
        docker
            .commitCmd(id)
            .withRepository("made")
            .withTag("2")
            .withCmd("cat", "/new")
            .withLabels(Map.of("a", "b"))
            .withMessage("a message")
            .exec();
    var shown = docker.inspectImageCmd("made:2").exec();
    assertThat(shown.getId()).isEqualTo(image);
    assertThat(shown.getRepoTags()).containsExactly("made:2");
    assertThat(shown.getConfig().getCmd()).containsExactly("cat", "/new");
    assertThat(shown.getConfig().getLabels()).containsEntry("a", "b");
    assertThat(shown.getOs()).isEqualTo("linux");
    assertThat(shown.getSize()).isPositive();
    var again = client.start(docker.createContainerCmd("made:2"));
    client.await(again);
    assertThat(client.logs(again).out()).isEqualTo("made\n");
    client.empty();
    docker.removeImageCmd("made:2").exec();
  }

  @Test
  void imagesAreTaggedListedSavedAndLoaded() throws IOException {
    docker.tagImageCmd("box:1", "tagged", "1").exec();
    assertThat(docker.listImagesCmd().withFilter("reference", List.of("tagged")).exec())
        .singleElement()
        .satisfies(shown -> {
          assertThat(shown.getRepoTags()).containsExactlyInAnyOrder("box:1", "tagged:1");
          assertThat(shown.getId()).startsWith("sha256:");
          assertThat(shown.getCreated()).isPositive();
          assertThat(shown.getSize()).isPositive();
        });
    var archive = folder.resolve("saved.tar");
    try (var saved = docker.saveImageCmd("tagged:1").exec()) {
      Files.copy(saved, archive);
    }
    docker.removeImageCmd("tagged:1").exec();
    try (var in = Files.newInputStream(archive)) {
      docker.loadImageCmd(in).exec();
    }
    assertThat(docker.listImagesCmd().withFilter("reference", List.of("tagged")).exec()).hasSize(1);
    docker.removeImageCmd("tagged:1").exec();
    assertThatThrownBy(() -> docker.inspectImageCmd("tagged:1").exec())
        .isInstanceOf(NotFoundException.class)
        .hasMessageContaining("No such image");
    assertThat(docker.pruneCmd(PruneType.IMAGES).withDangling(true).exec().getSpaceReclaimed())
        .isNotNull();
  }

  @Test
  void imagesGoToARegistryAndComeBack() throws Exception {
    try (var registry = new FakeRegistry()) {
      var name = registry.host() + "/team/box";
      docker.tagImageCmd("box:1", name, "1").exec();
      docker.pushImageCmd(name).withTag("1").exec(new ResultCallback.Adapter<>()).awaitCompletion();
      assertThat(registry.seen("PUT /v2/team/box/manifests/1")).hasSize(1);
      docker.removeImageCmd(name + ":1").exec();

      var pulled = docker.pullImageCmd(name).withTag("1").exec(new PullImageResultCallback());
      assertThat(pulled.awaitCompletion(20, TimeUnit.SECONDS)).isTrue();
      assertThat(docker.inspectImageCmd(name + ":1").exec().getRepoDigests())
          .anyMatch(digest -> digest.startsWith(name + "@sha256:"));
      docker.removeImageCmd(name + ":1").exec();
      assertThatThrownBy(() -> docker.pullImageCmd(name).withTag("2").start().awaitCompletion())
          .isInstanceOf(NotFoundException.class);
    }
  }
}
