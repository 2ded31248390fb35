package dev.jug.oci.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DescriptorTest {
  private static final Descriptor CONFIG =
      Descriptor.of(MediaTypes.OCI_CONFIG, "{}".getBytes(StandardCharsets.UTF_8));

  @Test
  void namesTheContent() {
    assertThat(CONFIG.size()).isEqualTo(2);
    assertThat(CONFIG.digest().hex()).startsWith("44136fa355b3678a");
  }

  @Test
  void whatIsAddedLeavesTheRestAsItWas() {
    var where = Platform.parse("linux/arm/v6");
    var more = CONFIG.annotated("a", "1").annotated("b", "2").annotated("a", "3").on(where);

    assertThat(more.annotations()).containsOnlyKeys("a", "b").containsEntry("a", "3");
    assertThat(more.platform()).isEqualTo(where);
    assertThat(more.digest()).isEqualTo(CONFIG.digest());
    assertThat(CONFIG.annotations()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "a/b/c", "/a", "a/", "a b/c", "a/b\n", "a/b;c=d"})
  void aMediaTypeHasTwoParts(String mediaType) {
    assertThatThrownBy(() -> new Descriptor(mediaType, CONFIG.digest(), 1))
        .isInstanceOf(InvalidImageException.class)
        .hasMessageStartingWith("mediaType: ");
  }

  @Test
  void aSizeIsNotNegative() {
    assertThatThrownBy(() -> new Descriptor("a/b", CONFIG.digest(), -1))
        .hasMessage("size: -1 is negative");
  }
}
