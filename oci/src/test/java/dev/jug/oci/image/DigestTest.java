package dev.jug.oci.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DigestTest {
  private static final String EMPTY =
      "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

  @Test
  void itIsTheHashOfTheContent() {
    assertThat(Digest.of(new byte[0])).hasToString(EMPTY);
    assertThat(Digest.parse(EMPTY)).isEqualTo(Digest.of(new byte[0]));
    assertThat(Digest.parse(EMPTY).shortened()).isEqualTo("e3b0c44298fc");
  }

  @Test
  void itMatchesThisContentOnly() {
    var content = "abc".getBytes(StandardCharsets.UTF_8);
    var computation = DigestAlgorithm.SHA512.start();
    computation.update(content);
    var digest = Digest.finish(DigestAlgorithm.SHA512, computation);

    assertThat(digest.toString()).startsWith("sha512:ddaf35a193617abacc417349ae204131");
    assertThat(digest.matches(content)).isTrue();
    assertThat(digest.matches(new byte[3])).isFalse();
    assertThat(Digest.of(content).matches(content)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ":",
        "sha256",
        "sha256:",
        "sha256:e3b0",
        "sha512:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "SHA256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "sha256:E3B0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "sha256:../../../../etc/passwd/e4649b934ca495991b7852b855e3b0c44298fc1c",
        "sha256:٣3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        " sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\n",
        "md5:d41d8cd98f00b204e9800998ecf8427e",
      })
  void anythingElseIsRefused(String text) {
    assertThatThrownBy(() -> Digest.parse(text))
        .isInstanceOf(InvalidImageException.class)
        .hasMessageStartingWith("invalid digest \"");
  }

  @Test
  void aHugeOneIsNotRepeatedInFull() {
    assertThatThrownBy(() -> Digest.parse("sha256:" + "a".repeat(1_000_000)))
        .message()
        .hasSizeLessThan(300);
  }
}
