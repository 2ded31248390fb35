package dev.jug.image.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jug.image.archive.ArchiveOutput;
import dev.jug.image.archive.Copying;
import dev.jug.image.archive.SampleImage;
import dev.jug.image.archive.Skopeo;
import dev.jug.oci.image.Descriptor;
import dev.jug.oci.image.LayerCompression;
import dev.jug.testkit.Requires;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LayoutArchiveTest {
  @TempDir private Path folder;
  private Path file;
  private SampleImage image;

  @BeforeEach
  void sample() throws IOException {
    file = folder.resolve("a.tar");
    image =
        SampleImage.index(
            SampleImage.of("x", LayerCompression.values()),
            SampleImage.of("y", LayerCompression.ZSTD));
  }

  private void save() throws IOException {
    var output = new ArchiveOutput.ToFile(file);
    Copying.copy(image, new LayoutArchiveTarget(output, "v1", folder));
  }

  private Descriptor read(Path archive, String name) throws IOException {
    return Copying.readAll(LayoutSource.archive(archive, name, folder)).descriptor();
  }

  @Test
  void theImageIsTheSameWhenItComesBack() throws IOException {
    save();

    assertThat(read(file, "v1")).isEqualTo(image.root().descriptor());
    assertThat(read(file, null)).isEqualTo(image.root().descriptor());
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void aPackedArchiveIsReadToo() throws IOException {
    save();
    var packed = folder.resolve("a.tar.gz");
    try (var out = new GZIPOutputStream(Files.newOutputStream(packed))) {
      Files.copy(file, out);
    }

    assertThat(read(packed, "v1")).isEqualTo(image.root().descriptor());
  }

  @Test
  void theSameImageGivesTheSameBytes() throws IOException {
    save();
    var again = new ByteArrayOutputStream();
    Copying.copy(
        LayoutSource.archive(file, null, folder),
        new LayoutArchiveTarget(new ArchiveOutput.ToStream(again, "out"), "v1", folder));

    assertThat(file).hasBinaryContent(again.toByteArray());
  }

  @Test
  void withoutAnImageThereIsNoArchive() throws IOException {
    try (var target = new LayoutArchiveTarget(new ArchiveOutput.ToFile(file), null, folder)) {
      assertThat(target.name()).isEqualTo("oci-archive:" + file);
    }
    assertThat(folder).isEmptyDirectory();
    assertThatThrownBy(() -> read(file, null)).hasMessage("there is no file " + file);
  }

  @Test
  @Requires("command:skopeo")
  void skopeoReadsItAndIsRead() throws IOException, InterruptedException {
    save();
    Skopeo.copy(
        folder, "--preserve-digests", "--all", "oci-archive:a.tar:v1", "oci-archive:b.tar:v2");

    assertThat(read(folder.resolve("b.tar"), "v2")).isEqualTo(image.root().descriptor());
  }
}
