package dev.jug.image.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jug.image.archive.Copying;
import dev.jug.image.archive.SampleImage;
import dev.jug.image.error.ImageException;
import dev.jug.image.transfer.Location;
import dev.jug.oci.image.ImageCodec;
import dev.jug.oci.image.LayerCompression;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalTransportTest {
  @TempDir private Path folder;
  private Path spool;

  private Location.Local local(String text) throws IOException {
    spool = Files.createDirectories(folder.resolve("spool"));
    return (Location.Local) Location.parse(text, folder);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "oci:a",
        "oci:a:v1",
        "oci-archive:a",
        "oci-archive:a:v1",
        "docker-archive:a",
        "docker-archive:a:b:v1",
        "dir:a",
      })
  void whatIsWrittenIsReadAgain(String text) throws IOException {
    var image = SampleImage.of("x", LayerCompression.GZIP);
    var where = local(text);
    var transport = new LocalTransport(spool);

    Copying.copy(image, transport.target(where));
    var read = Copying.readAll(transport.source(where));

    var codec = new ImageCodec();
    assertThat(codec.manifest(read.bytes()).config())
        .isEqualTo(codec.manifest(image.root().bytes()).config());
    assertThat(spool).isEmptyDirectory();
  }

  @Test
  void aPlaceInAnArchiveIsForReadersOnly() throws IOException {
    var transport = new LocalTransport(folder);
    Copying.copy(
        SampleImage.of("x", LayerCompression.GZIP), transport.target(local("docker-archive:a")));

    assertThat(Copying.readAll(transport.source(local("docker-archive:a:@0"))).isGenuine())
        .isTrue();
    assertThatThrownBy(() -> transport.target(local("docker-archive:a:@0")))
        .isInstanceOf(ImageException.class)
        .hasMessageContaining("@0 names an image");
  }
}
