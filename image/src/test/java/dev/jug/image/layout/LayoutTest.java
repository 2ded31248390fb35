package dev.jug.image.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jug.image.archive.Copying;
import dev.jug.image.archive.FolderMembers;
import dev.jug.image.archive.SampleImage;
import dev.jug.image.archive.Skopeo;
import dev.jug.image.error.ImageException;
import dev.jug.image.error.ImageException.Kind;
import dev.jug.oci.image.Descriptor;
import dev.jug.oci.image.ImageCodec;
import dev.jug.oci.image.LayerCompression;
import dev.jug.testkit.Requires;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LayoutTest {
  @TempDir private Path folder;
  private Path layout;
  private SampleImage one;
  private SampleImage two;

  @BeforeEach
  void samples() throws IOException {
    layout = folder.resolve("layout");
    one = SampleImage.of("x", LayerCompression.values());
    two = SampleImage.index(one, SampleImage.of("y", LayerCompression.GZIP));
  }

  private Descriptor read(String image) throws IOException {
    return Copying.readAll(LayoutSource.directory(layout, image)).descriptor();
  }

  private int images() throws IOException {
    return new ImageCodec()
        .index(Files.readAllBytes(layout.resolve("index.json")))
        .manifests()
        .size();
  }

  @Test
  void theOnlyImageNeedsNoName() throws IOException {
    Copying.copy(one, new LayoutTarget(layout, null));

    assertThat(read(null)).isEqualTo(one.root().descriptor());
    assertThat(layout.resolve("oci-layout")).hasContent("{\"imageLayoutVersion\":\"1.0.0\"}");
  }

  @Test
  void imagesLieBesideEachOtherByName() throws IOException {
    Copying.copy(one, new LayoutTarget(layout, "v1"));
    Copying.copy(two, new LayoutTarget(layout, "example.com/a:v2"));

    assertThat(read("v1")).isEqualTo(one.root().descriptor());
    assertThat(read("example.com/a:v2")).isEqualTo(two.root().descriptor());
    assertThat(LayoutSource.images(new FolderMembers(layout)))
        .extracting(Descriptor::digest)
        .containsExactly(one.root().descriptor().digest(), two.root().descriptor().digest());
    assertThatThrownBy(() -> read(null))
        .hasMessage(layout + " has 2 images; names: v1, example.com/a:v2");
    assertThatThrownBy(() -> read("v3"))
        .isInstanceOfSatisfying(
            ImageException.class, e -> assertThat(e.kind()).isEqualTo(Kind.NOT_FOUND))
        .hasMessage(layout + " has no image v3; names: v1, example.com/a:v2");
  }

  @Test
  void aNameIsTakenOver() throws IOException {
    Copying.copy(one, new LayoutTarget(layout, "v1"));
    Copying.copy(two, new LayoutTarget(layout, "v1"));
    Copying.copy(one, new LayoutTarget(layout, null));
    Copying.copy(one, new LayoutTarget(layout, null));

    assertThat(read("v1")).isEqualTo(two.root().descriptor());
    assertThat(images()).isEqualTo(2);
  }

  @Test
  void manyWritersLoseNothing() throws Exception {
    try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> writers = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        var name = "v" + i;
        writers.add(
            pool.submit(() -> {
              Copying.copy(one, new LayoutTarget(layout, name));
              return name;
            }));
      }
      for (var writer : writers) {
        writer.get();
      }
    }
    assertThat(images()).isEqualTo(8);
    assertThat(read("v7")).isEqualTo(one.root().descriptor());
  }

  @Test
  void aBlobThatIsNotItselfNeverGetsItsName() throws IOException {
    var layer = new ImageCodec().manifest(one.root().bytes()).layers().getFirst();
    var wrong = new byte[(int) layer.size()];
    try (var target = new LayoutTarget(layout, null)) {
      assertThatThrownBy(() -> target.put(layer, () -> new ByteArrayInputStream(wrong)))
          .isInstanceOfSatisfying(
              ImageException.class, e -> assertThat(e.kind()).isEqualTo(Kind.CORRUPT))
          .hasMessageContaining(layer.digest() + "")
          .hasMessageContaining("its content has the digest sha256:");
      assertThat(target.has(layer)).isFalse();
      target.put(layer, () -> one.blob(layer, 0));
      assertThat(target.has(layer)).isTrue();
    }
    try (var files = Files.walk(layout)) {
      assertThat(files.filter(Files::isRegularFile)).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{\"imageLayoutVersion\": \"2.0.0\"}", "{\"imageLayoutVersion\": 1}", "[]", ""})
  void otherVersionsAreRefused(String version) throws IOException {
    Copying.copy(one, new LayoutTarget(layout, null));
    Files.writeString(layout.resolve("oci-layout"), version);

    assertThatThrownBy(() -> read(null))
        .isInstanceOf(ImageException.class)
        .hasMessageContaining("oci-layout");
  }

  @Test
  void whatIsMissingIsNamed() throws IOException {
    assertThatThrownBy(() -> read(null)).hasMessage("there is no directory " + layout);
    Copying.copy(one, new LayoutTarget(layout, null));
    var manifest = one.root().descriptor().digest();
    Files.delete(layout.resolve("blobs/sha256").resolve(manifest.hex()));
    assertThatThrownBy(() -> read(null))
        .hasMessage(layout + " has no file blobs/sha256/" + manifest.hex());
    Files.writeString(layout.resolve("index.json"), "{}");
    assertThatThrownBy(() -> read(null)).hasMessageContaining("index.json: index: schemaVersion");
  }

  @Test
  @Requires("command:skopeo")
  void skopeoReadsItAndIsRead() throws IOException, InterruptedException {
    Copying.copy(one, new LayoutTarget(layout, "v1"));
    Copying.copy(two, new LayoutTarget(layout, "v2"));
    Skopeo.copy(folder, "--preserve-digests", "--all", "oci:layout:v2", "oci:out:v3");
    Skopeo.copy(folder, "--preserve-digests", "oci:layout:v1", "oci:out:v4");

    layout = folder.resolve("out");
    assertThat(read("v3")).isEqualTo(two.root().descriptor());
    assertThat(read("v4")).isEqualTo(one.root().descriptor());
  }

  @Test
  @Requires("command:skopeo")
  void skopeosLayoutGetsAnotherImage() throws IOException, InterruptedException {
    Copying.copy(one, new LayoutTarget(folder.resolve("in"), "v1"));
    Skopeo.copy(folder, "--preserve-digests", "oci:in:v1", "oci:layout:v1");
    Copying.copy(two, new LayoutTarget(layout, "v2"));
    Skopeo.copy(folder, "--preserve-digests", "oci:layout:v1", "oci:out:v1");

    layout = folder.resolve("out");
    assertThat(read("v1")).isEqualTo(one.root().descriptor());
  }
}
