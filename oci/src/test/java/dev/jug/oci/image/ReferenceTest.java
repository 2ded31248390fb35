package dev.jug.oci.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReferenceTest {
  private static final String HEX = "0123456789abcdef".repeat(4);
  private static final String DIGEST = "sha256:" + HEX;

  @ParameterizedTest
  @CsvSource({
    "busybox, docker.io/library/busybox:latest, busybox:latest",
    "busybox:1.36, docker.io/library/busybox:1.36, busybox:1.36",
    "library/busybox, docker.io/library/busybox:latest, busybox:latest",
    "docker.io/busybox, docker.io/library/busybox:latest, busybox:latest",
    "index.docker.io/busybox, docker.io/library/busybox:latest, busybox:latest",
    "grafana/loki, docker.io/grafana/loki:latest, grafana/loki:latest",
    "docker.io/library/a/b, docker.io/library/a/b:latest, library/a/b:latest",
    "quay.io/busybox, quay.io/busybox:latest, quay.io/busybox:latest",
    "localhost/a, localhost/a:latest, localhost/a:latest",
    "localhost:5000/a, localhost:5000/a:latest, localhost:5000/a:latest",
    "localhost:5000, docker.io/library/localhost:5000, localhost:5000",
    "10.0.0.1:5000/a/b/c:v1, 10.0.0.1:5000/a/b/c:v1, 10.0.0.1:5000/a/b/c:v1",
    "[::1]:5000/a, [::1]:5000/a:latest, [::1]:5000/a:latest",
    "[fe80::1]/a:x, [fe80::1]/a:x, [fe80::1]/a:x",
    "Registry/a, Registry/a:latest, Registry/a:latest",
    "a--b/c__d.e_f, docker.io/a--b/c__d.e_f:latest, a--b/c__d.e_f:latest",
    "docker.io/a.b/c, docker.io/a.b/c:latest, docker.io/a.b/c:latest",
    "docker.io/localhost/c, docker.io/localhost/c:latest, docker.io/localhost/c:latest",
    "a:_.-, docker.io/library/a:_.-, a:_.-",
  })
  void whatIsLeftOutIsFilledIn(String text, String full, String familiar) {
    var reference = Reference.parse(text);

    assertThat(reference).hasToString(full);
    assertThat(reference.familiar()).isEqualTo(familiar);
    assertThat(Reference.parse(full)).isEqualTo(reference);
    assertThat(Reference.parse(familiar)).isEqualTo(reference);
  }

  @Test
  void aDigestNeedsNoTag() {
    var reference = Reference.parse("a/b@" + DIGEST);

    assertThat(reference.tag()).isNull();
    assertThat(reference.digest()).isEqualTo(Digest.parse(DIGEST));
    assertThat(reference).hasToString("docker.io/a/b@" + DIGEST);
  }

  @Test
  void tagAndDigestTogetherAreKept() {
    var reference = Reference.parse("localhost:5000/a:v1@" + DIGEST);

    assertThat(reference.tag()).isEqualTo("v1");
    assertThat(reference.familiar()).isEqualTo("localhost:5000/a:v1@" + DIGEST);
    assertThat(reference.familiarName()).isEqualTo("localhost:5000/a");
    assertThat(reference.at(Digest.of(new byte[0])).tag()).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "BusyBox, must be lower case",
    "library/Busybox, must be lower case",
    "quay.io/A, must be lower case",
    "a//b, must be lower case",
    "/a, must be lower case",
    "a/, must be lower case",
    "-a, must be lower case",
    "a-, must be lower case",
    "a..b, must be lower case",
    "a___b, must be lower case",
    "a b, must be lower case",
    "a/../b, must be lower case",
    "a:, a tag has",
    "a:-x, a tag has",
    "a:x y, a tag has",
    "a:b:c, a tag has",
    "a/b:ä, a tag has",
    "https://quay.io/a, the registry is no host name",
    "-a.b/c, the registry is no host name",
    "a..b/c, the registry is no host name",
    "a-.b/c, the registry is no host name",
    "a.b:65536/c, the registry is no host name",
    "a.b:123456/c, the registry is no host name",
    "a.b:/c, the registry is no host name",
    "[::1/c, the registry is no host name",
    "[]:80/c, the registry is no host name",
    "a@sha256:12, expected 64 lower-case hexadecimal digits",
    "a@, expected sha256: or sha512:",
    "a@md5:00, expected sha256: or sha512:",
    "'', the name is empty",
    ":a, the name is empty",
  })
  void whatIsNoReferenceIsRefusedWithTheReason(String text, String reason) {
    assertThatThrownBy(() -> Reference.parse(text))
        .isInstanceOf(InvalidImageException.class)
        .hasMessageStartingWith("invalid reference format: \"" + text + "\": ")
        .hasMessageContaining(reason);
  }

  @ParameterizedTest
  @ValueSource(strings = {"@", "@sha512:", "a@@sha256:"})
  void moreThanOneDigestOrNone(String text) {
    assertThatThrownBy(() -> Reference.parse(text + DIGEST))
        .isInstanceOf(InvalidImageException.class);
  }

  @Test
  void aDigestIsWrittenInLowerCase() {
    assertThatThrownBy(() -> Reference.parse("a@sha256:" + HEX.replace('a', 'A')))
        .hasMessageContaining("lower-case");
  }

  @Test
  void whatLooksLikeAnIdIsNoName() {
    assertThatThrownBy(() -> Reference.parse(HEX)).hasMessageContaining("an image's ID");
    assertThat(Reference.parse("x/" + HEX).repository()).isEqualTo("x/" + HEX);
    assertThat(Reference.parse(HEX + ":x").tag()).isEqualTo("x");
    assertThat(Reference.parse(HEX.substring(1)).tag()).isEqualTo("latest");
  }

  @Test
  void limitsAreThoseOfDocker() {
    var longest = "a".repeat(255 - "docker.io/library/".length());

    assertThat(Reference.parse(longest).repository()).endsWith(longest);
    assertThatThrownBy(() -> Reference.parse(longest + "a")).hasMessageContaining("255 characters");
    assertThat(Reference.parse("a:" + "t".repeat(128)).tag()).hasSize(128);
    assertThatThrownBy(() -> Reference.parse("a:" + "t".repeat(129)))
        .hasMessageContaining("up to 128");
  }

  @ParameterizedTest
  @MethodSource
  void aHugeNameIsRefusedAtOnceAndNotRepeatedInFull(String text) {
    assertThatThrownBy(() -> Reference.parse(text))
        .isInstanceOf(InvalidImageException.class)
        .message()
        .hasSizeLessThan(1000);
  }

  static Stream<String> aHugeNameIsRefusedAtOnceAndNotRepeatedInFull() {
    int many = 1_000_000;
    return Stream.of("a/", "a.", "a-", "A", "[", ":", "@", "a:").map(s -> s.repeat(many) + "a");
  }

  @Test
  void aNameThatLooksLikeAnIdIsNotShownAlone() {
    var digits = "0123456789abcdef".repeat(4);
    var reference = Reference.parse("library/" + digits + ":1");
    assertThat(reference.familiar()).isEqualTo("library/" + digits + ":1");
  }
}
