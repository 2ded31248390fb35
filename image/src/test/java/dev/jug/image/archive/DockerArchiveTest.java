package dev.jug.image.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jug.image.error.ImageException;
import dev.jug.image.error.ImageException.Kind;
import dev.jug.image.transfer.Document;
import dev.jug.oci.image.Digest;
import dev.jug.oci.image.ImageCodec;
import dev.jug.oci.image.LayerCompression;
import dev.jug.oci.image.Reference;
import dev.jug.testkit.Requires;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DockerArchiveTest {
  private static final Reference NAME = Reference.parse("example.com/a/b:v1");

  @TempDir private Path folder;
  private Path file;
  private SampleImage image;

  @BeforeEach
  void sample() throws IOException {
    file = folder.resolve("a.tar");
    image = SampleImage.of("x", LayerCompression.values());
  }

  private void save() throws IOException {
    var output = new ArchiveOutput.ToFile(file);
    Copying.copy(image, DockerArchiveWriter.single(output, List.of(NAME), folder));
  }

  private DockerArchive open() throws IOException {
    return new DockerArchive(TarIndex.open(file, folder));
  }

  private static Digest config(Document manifest) {
    return new ImageCodec().manifest(manifest.bytes()).config().digest();
  }

  @Test
  void theImageIsTheSameWhenItComesBack() throws IOException {
    save();
    var archive = open();
    var loaded = Copying.readAll(archive.owningSource(archive.find(NAME)));

    assertThat(config(loaded)).isEqualTo(config(image.root()));
    assertThat(new ImageCodec().manifest(loaded.bytes()).layers())
        .allMatch(layer -> layer.mediaType().equals(LayerCompression.NONE.mediaType()));
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void theSameImageGivesTheSameBytes() throws IOException {
    save();
    var first = Files.readAllBytes(file);
    var archive = open();
    var manifest = archive.source(archive.single()).root().descriptor();
    var again = new ByteArrayOutputStream();
    Copying.copy(
        archive.owningSource(archive.single()),
        DockerArchiveWriter.single(
            new ArchiveOutput.ToStream(again, "out"), List.of(NAME), folder));

    assertThat(again.toByteArray()).isEqualTo(first);
    try (var second = open()) {
      assertThat(second.source(second.single()).root().descriptor()).isEqualTo(manifest);
    }
  }

  @Test
  void severalImagesShareLayers() throws IOException {
    var other = SampleImage.of("x", LayerCompression.NONE);
    var names = List.of(Reference.parse("one"), Reference.parse("two:2"));
    try (var writer = new DockerArchiveWriter(new ArchiveOutput.ToFile(file), folder)) {
      Copying.copy(image, writer.image(names));
      Copying.copy(other, writer.image(List.of()));
      writer.finish();
    }
    try (var archive = open()) {
      assertThat(archive.images())
          .extracting(SavedImage::repoTags)
          .containsExactly(
              List.of("docker.io/library/one:latest", "docker.io/library/two:2"), List.of());
      assertThat(config(Copying.readAll(archive.source(archive.find(1)))))
          .isEqualTo(config(other.root()));
      assertThat(archive.find(Reference.parse("docker.io/library/two:2")))
          .isEqualTo(archive.find(0));
      assertThatThrownBy(archive::single)
          .hasMessage(
              file + " has 2 images; names: docker.io/library/one:latest, docker.io/library/two:2");
      assertThatThrownBy(() -> archive.find(NAME))
          .hasMessageContaining(
              "has no image example.com/a/b:v1; names: docker.io/library/one:latest, docker.io/library/two:2");
      assertThatThrownBy(() -> archive.find(2)).hasMessageContaining("none at @2");
    }
  }

  @Test
  void anIndexDoesNotFit() throws IOException {
    var index = SampleImage.index(image);
    var output = new ArchiveOutput.ToFile(file);
    assertThatThrownBy(
            () -> Copying.copy(index, DockerArchiveWriter.single(output, List.of(), folder)))
        .isInstanceOf(ImageException.class)
        .hasMessageContaining("not an index of several images");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aLayerThatIsNotItselfIsRefusedAndNothingStays() throws IOException {
    var layer = new ImageCodec().manifest(image.root().bytes()).layers().get(1);
    var output = new ArchiveOutput.ToFile(file);
    try (var target = DockerArchiveWriter.single(output, List.of(), folder)) {
      var other = SampleImage.pack(SampleImage.tar("f", "y"), LayerCompression.GZIP);
      assertThatThrownBy(() -> target.put(layer, () -> new ByteArrayInputStream(other)))
          .isInstanceOfSatisfying(
              ImageException.class, e -> assertThat(e.kind()).isEqualTo(Kind.CORRUPT))
          .hasMessageContaining(layer.digest().toString());
    }
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aFullDiskIsSaidAndNothingStays() {
    var output = new ArchiveOutput.ToFile(Path.of("/dev/full"));
    assertThatThrownBy(
            () -> Copying.copy(image, DockerArchiveWriter.single(output, List.of(), folder)))
        .isInstanceOf(ImageException.class)
        .hasMessageContaining("the disk of /dev/full is full: No space left on device");
    assertThat(folder).isEmptyDirectory();
    assertThat(Path.of("/dev/full"))
        .exists()
        .satisfies(full -> assertThat(Files.isRegularFile(full)).isFalse());
  }

  @Test
  void whatDidNotArriveIsMissed() throws IOException {
    var output = new ArchiveOutput.ToFile(file);
    try (var target = DockerArchiveWriter.single(output, List.of(), folder)) {
      assertThatThrownBy(() -> target.finish(image.root())).hasMessageContaining("did not arrive");
    }
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  @Requires("command:skopeo")
  void skopeoReadsIt() throws IOException, InterruptedException {
    save();
    Skopeo.copy(folder, "docker-archive:a.tar:" + NAME, "dir:out");

    assertThat(config(Copying.readAll(new DirectorySource(folder.resolve("out")))))
        .isEqualTo(config(image.root()));
  }

  @Test
  @Requires("command:skopeo")
  void skopeosIsRead() throws IOException, InterruptedException {
    image = SampleImage.of("x", LayerCompression.GZIP, LayerCompression.NONE);
    Copying.copy(image, new DirectoryTarget(folder.resolve("in")));
    Skopeo.copy(folder, "dir:in", "docker-archive:a.tar:" + NAME);

    var archive = open();
    var loaded = Copying.readAll(archive.owningSource(archive.find(NAME)));
    assertThat(config(loaded)).isEqualTo(config(image.root()));
  }
}
