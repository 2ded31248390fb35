package dev.jug.image.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jug.image.error.ImageException;
import dev.jug.image.error.ImageException.Kind;
import dev.jug.oci.image.ImageCodec;
import dev.jug.oci.image.LayerCompression;
import dev.jug.testkit.Requires;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryTest {
  @TempDir private Path folder;
  private Path image;
  private SampleImage sample;

  @BeforeEach
  void sample() throws IOException {
    image = folder.resolve("image");
    sample = SampleImage.of("x", LayerCompression.values());
  }

  @Test
  void manifestsAndIndexesComeBackAsTheyWere() throws IOException {
    var index = SampleImage.index(sample, SampleImage.of("y", LayerCompression.GZIP));
    Copying.copy(index, new DirectoryTarget(image));
    assertThat(Copying.readAll(new DirectorySource(image)).descriptor())
        .isEqualTo(index.root().descriptor());

    Copying.copy(sample, new DirectoryTarget(image));
    assertThat(Copying.readAll(new DirectorySource(image)).descriptor())
        .isEqualTo(sample.root().descriptor());
    try (var files = Files.list(image)) {
      assertThat(files).hasSize(2 + 1 + 3);
    }
  }

  @Test
  void whatIsNoImageIsLeftAlone() throws IOException {
    Files.createDirectories(image);
    Files.writeString(image.resolve("precious"), "x");
    assertThatThrownBy(() -> new DirectoryTarget(image))
        .isInstanceOfSatisfying(
            ImageException.class, e -> assertThat(e.kind()).isEqualTo(Kind.CONFLICT));
    assertThatThrownBy(() -> new DirectorySource(image).root())
        .hasMessage(image + " has no file manifest.json");
    assertThatThrownBy(() -> new DirectorySource(folder.resolve("none")).root())
        .hasMessageContaining("there is no directory");
  }

  @Test
  void whatWasNotFinishedLeavesNothing() throws IOException {
    var config = new ImageCodec().manifest(sample.root().bytes()).config();
    try (var target = new DirectoryTarget(image)) {
      target.put(config, () -> sample.blob(config, 0));
      var layer = new ImageCodec().manifest(sample.root().bytes()).layers().getFirst();
      assertThatThrownBy(() -> target.put(layer, () -> new ByteArrayInputStream(new byte[1])))
          .isInstanceOfSatisfying(
              ImageException.class, e -> assertThat(e.kind()).isEqualTo(Kind.CORRUPT))
          .hasMessageContaining("it has 1 bytes");
    }
    assertThat(image).isEmptyDirectory();
  }

  @Test
  @Requires("command:skopeo")
  void skopeoReadsItAndIsRead() throws IOException, InterruptedException {
    var index = SampleImage.index(sample);
    Copying.copy(index, new DirectoryTarget(image));
    Skopeo.copy(folder, "--all", "dir:image", "dir:out");

    assertThat(Copying.readAll(new DirectorySource(folder.resolve("out"))).descriptor())
        .isEqualTo(index.root().descriptor());
  }
}
