package dev.jug.oci.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.testkit.fuzz.Corpus;
import dev.jug.testkit.fuzz.Fuzz;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever a registry sends for a document, each reader reads it or refuses it with a sentence. */
@Timeout(24 * 3600)
class DocumentFuzzTest {
  private static final Corpus CORPUS =
      Corpus.of(Samples.OCI_MANIFEST, Samples.DOCKER_MANIFEST, Samples.OCI_INDEX, Samples.CONFIG);

  @Test
  void documents() {
    var codec = new ImageCodec();
    var readers = List.<Function<byte[], Object>>of(codec::manifest, codec::index, codec::config);
    Fuzz.of(CORPUS, 5_000, "null", "[]", "{}", "-1", "1e400", "\"\\ud800\"", "sha256:")
        .run(json -> readers.forEach(reader -> readOrRefuse(reader, json)));
  }

  private static void readOrRefuse(Function<byte[], Object> reader, byte[] json) {
    try {
      assertThat(reader.apply(json)).isNotNull();
    } catch (InvalidImageException e) {
      assertThat(e.getMessage())
          .matches("(?s)\\S.*: .+")
          .doesNotContain("java.", "dev.jug", "jackson", "Exception");
    }
  }
}
