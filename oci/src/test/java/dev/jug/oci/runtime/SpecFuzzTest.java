package dev.jug.oci.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.testkit.fuzz.Corpus;
import dev.jug.testkit.fuzz.Fuzz;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever a bundle has for its config.json, it is read or refused with a sentence. */
@Timeout(24 * 3600)
class SpecFuzzTest {
  private final SpecCodec codec = new SpecCodec();

  private static Corpus corpus() throws IOException {
    try (var in = SpecFuzzTest.class.getResourceAsStream("every-field.json")) {
      return new Corpus(List.of(Objects.requireNonNull(in).readAllBytes()));
    }
  }

  @Test
  void documents() throws IOException {
    Fuzz.of(corpus(), 10_000, "null", "[]", "{}", "-1", "1e400", "\"\\u0000\"", "[[[[]]]]")
        .run(this::readOrRefuse);
  }

  private void readOrRefuse(byte[] json) {
    try {
      assertThat(codec.read(json)).isNotNull();
    } catch (InvalidSpecException e) {
      assertThat(e.getMessage())
          .matches("(?s)\\S.*: .+")
          .doesNotContain("java.", "dev.jug", "jackson", "Exception");
    }
  }
}
