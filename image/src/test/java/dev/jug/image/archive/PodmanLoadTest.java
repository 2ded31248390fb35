package dev.jug.image.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.linux.fs.Tree;
import dev.jug.oci.image.ImageCodec;
import dev.jug.oci.image.LayerCompression;
import dev.jug.oci.image.Reference;
import dev.jug.testkit.Requires;
import dev.jug.testkit.Root;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code podman load} and {@code podman save}. */
@Root
@Requires("command:podman")
class PodmanLoadTest {
  private Path folder;

  @BeforeEach
  void make() throws IOException {
    folder = Files.createTempDirectory("podman");
  }

  @AfterEach
  void remove() throws IOException {
    Tree.delete(folder);
  }

  private String podman(String... words) throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of("podman", "--storage-driver", "vfs"));
    command.addAll(List.of("--events-backend", "file", "--cgroup-manager", "cgroupfs"));
    for (var name : List.of("root", "runroot", "tmpdir")) {
      command.addAll(List.of("--" + name, folder.resolve(name).toString()));
    }
    command.addAll(List.of(words));
    var process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    process.getOutputStream().close();
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return said;
  }

  @Test
  void imagesArriveWithTheirNamesAndComeBack() throws IOException, InterruptedException {
    var file = folder.resolve("a.tar");
    var one = SampleImage.of("x", LayerCompression.values());
    var two = SampleImage.of("y", LayerCompression.NONE);
    try (var writer = new DockerArchiveWriter(new ArchiveOutput.ToFile(file), folder)) {
      Copying.copy(one, writer.image(List.of(Reference.parse("one"))));
      Copying.copy(two, writer.image(List.of(Reference.parse("example.com/two:2"))));
      writer.finish();
    }
    podman("load", "-i", "a.tar");
    assertThat(
            podman("images", "--no-trunc", "--format", "{{.Repository}}:{{.Tag}} {{.ID}}").lines())
        .containsExactlyInAnyOrder(
            "docker.io/library/one:latest " + config(one), "example.com/two:2 " + config(two));

    podman("save", "-o", "b.tar", "one", "example.com/two:2", "--multi-image-archive");
    try (var archive = new DockerArchive(TarIndex.open(folder.resolve("b.tar"), folder))) {
      var source = archive.source(archive.find(Reference.parse("one")));
      assertThat(new ImageCodec().manifest(Copying.readAll(source).bytes()).config().digest())
          .hasToString(config(one));
    }
  }

  private static String config(SampleImage image) {
    return new ImageCodec().manifest(image.root().bytes()).config().digest().toString();
  }
}
