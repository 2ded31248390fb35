package dev.jug.oci.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.testkit.fuzz.Corpus;
import dev.jug.testkit.fuzz.Fuzz;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever is written for an image's name, it is one or it is refused; what is shown is one. */
@Timeout(24 * 3600)
class ReferenceFuzzTest {
  private static final int LONGEST_MESSAGE = 1000;

  @Test
  void whatIsShownMeansTheSame() {
    Fuzz.of(
            Corpus.of(ReferenceFuzzTest.class, "corpus"),
            50_000,
            "docker.io/",
            "index.docker.io/",
            "library/",
            "localhost",
            ":5000/",
            "@sha256:",
            "[::1]")
        .run(input -> read(new String(input, StandardCharsets.UTF_8)));
  }

  private static void read(String text) {
    try {
      var reference = Reference.parse(text);
      assertThat(Reference.parse(reference.toString())).isEqualTo(reference);
      assertThat(Reference.parse(reference.familiar())).isEqualTo(reference);
      assertThat(Reference.tryParse(reference.familiarName())).isPresent();
    } catch (InvalidImageException e) {
      assertThat(e.getMessage())
          .startsWith("invalid reference format: \"")
          .hasSizeLessThan(LONGEST_MESSAGE);
      assertThat(Reference.tryParse(text)).isEmpty();
    }
  }
}
