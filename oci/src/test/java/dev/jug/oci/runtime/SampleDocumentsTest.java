package dev.jug.oci.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jug.testkit.Requires;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The sample documents of the specification: all good ones are read, all bad ones refused. */
@Requires("file:../../shared/reference/oci-runtime-spec/schema/test/config")
class SampleDocumentsTest {
  private static final Path SAMPLES =
      Path.of("../../shared/reference/oci-runtime-spec/schema/test/config");

  /** Bad only by what it says to FreeBSD; on Linux that part is not looked at. */
  private static final String FREEBSD = "freebsd-vnet-disable.json";

  private final SpecCodec codec = new SpecCodec();

  private static List<Path> samples(String folder) throws IOException {
    try (var files = Files.list(SAMPLES.resolve(folder))) {
      return files.sorted().toList();
    }
  }

  @Test
  void goodOnesAreRead() throws IOException {
    var good = samples("good");

    assertThat(good).hasSizeGreaterThan(5);
    for (var file : good) {
      var json = Files.readAllBytes(file);
      assertThatCode(() -> codec.read(json)).as(file.toString()).doesNotThrowAnyException();
      assertThat(codec.read(codec.write(codec.read(json)))).isEqualTo(codec.read(json));
    }
  }

  @Test
  void badOnesAreRefusedWithTheReason() throws IOException {
    var bad = samples("bad").stream().filter(file -> !file.endsWith(FREEBSD)).toList();

    assertThat(bad).hasSizeGreaterThan(3);
    for (var file : bad) {
      var json = Files.readAllBytes(file);
      assertThatThrownBy(() -> codec.read(json))
          .as(file.toString())
          .isInstanceOf(InvalidSpecException.class)
          .message()
          .matches("(?s)(config\\.json|linux\\.\\S+): .+");
    }
  }
}
