package dev.jug.image.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.image.error.ImageException;
import dev.jug.oci.image.LayerCompression;
import dev.jug.oci.image.Reference;
import dev.jug.testkit.fuzz.Corpus;
import dev.jug.testkit.fuzz.Fuzz;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is done to an archive, its image is read as it was or refused, and nothing stays. */
@Timeout(24 * 3600)
class ArchiveFuzzTest {
  @TempDir private Path folder;

  private byte[] archive(LayerCompression compression) throws IOException {
    var out = new ByteArrayOutputStream();
    Copying.copy(
        SampleImage.of("x", compression),
        DockerArchiveWriter.single(
            new ArchiveOutput.ToStream(out, "out"), List.of(Reference.parse("a")), folder));
    return out.toByteArray();
  }

  @Test
  void archives() throws IOException {
    var corpus =
        new Corpus(List.of(archive(LayerCompression.NONE), archive(LayerCompression.GZIP)));
    Fuzz.of(corpus, 2_000, "manifest.json", "../", "ustar\0", "\"Layers\":", "blobs/sha256/")
        .run(this::readOrRefuse);
    try (var left = Files.list(folder)) {
      assertThat(left).isEmpty();
    }
  }

  private void readOrRefuse(byte[] archive) {
    try {
      var members = TarIndex.read(new ByteArrayInputStream(archive), "a.tar", folder);
      try (var source = DockerArchive.source(members, DockerArchive::single)) {
        assertThat(source.root().isGenuine()).isTrue();
        Copying.readAll(source);
      }
    } catch (ImageException | IOException e) {
      assertThat(e.getMessage()).doesNotContain("java.", "dev.jug", "Exception");
    } catch (Copying.Mismatch _) {
      // Found by whoever copies, as it should be.
    }
  }
}
