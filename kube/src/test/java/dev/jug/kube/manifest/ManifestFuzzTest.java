package dev.jug.kube.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jug.testkit.fuzz.Corpus;
import dev.jug.testkit.fuzz.Fuzz;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever a manifest says, it is objects, or what is wrong with it is told. */
@Timeout(24 * 3600)
class ManifestFuzzTest {
  private static Corpus corpus() throws IOException {
    try (var in = ManifestFuzzTest.class.getResourceAsStream("everything.yaml")) {
      var everything =
          new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      var documents = List.of(everything.split("(?m)^---$", -1));
      return Corpus.of(documents.toArray(String[]::new));
    }
  }

  @Test
  void manifests() throws IOException {
    Fuzz.of(
            corpus(),
            5_000,
            "&a ",
            "*a",
            "- ",
            ": ",
            "!!binary ",
            "|\n",
            "\n---\n",
            "null",
            "1e400")
        .run(input -> read(new String(input, StandardCharsets.UTF_8)));
  }

  private static void read(String text) {
    try {
      assertThat(Manifest.read(text).resources()).isNotNull();
    } catch (ManifestException e) {
      assertThat(e.getMessage()).isNotBlank().doesNotContain("java.", "dev.jug");
    }
  }
}
