package dev.jug.build.dockerfile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.build.error.DockerfileException;
import dev.jug.testkit.fuzz.Corpus;
import dev.jug.testkit.fuzz.Fuzz;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever is written, the parser gives instructions with places that are in the text, or one. */
@Timeout(24 * 3600)
class DockerfileFuzzTest {
  @Test
  void dockerfiles() {
    Fuzz.of(
            Corpus.of(DockerfileFuzzTest.class, "corpus"),
            20_000,
            "\\\n",
            "<<EOF\n",
            "EOF\n",
            "${x:-",
            "# escape=`\n",
            "RUN --mount=",
            "\u00a0",
            "\n")
        .run(input -> read(new String(input, StandardCharsets.UTF_8)));
  }

  private static void read(String text) {
    try {
      CorpusTest.placesAreInRange(Dockerfile.parse("Dockerfile", text));
    } catch (DockerfileException wrong) {
      assertThat(wrong.getMessage()).isNotBlank();
      assertThat(wrong.line()).isBetween(0, text.split("\n", -1).length);
    }
  }
}
