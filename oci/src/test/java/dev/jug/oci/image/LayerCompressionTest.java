package dev.jug.oci.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LayerCompressionTest {
  private static final String OCI = "application/vnd.oci.image.layer.";
  private static final String DOCKER = "application/vnd.docker.image.rootfs.";

  @ParameterizedTest
  @CsvSource({
    OCI + "v1.tar, NONE",
    OCI + "v1.tar+gzip, GZIP",
    OCI + "v1.tar+zstd, ZSTD",
    DOCKER + "diff.tar, NONE",
    DOCKER + "diff.tar.gzip, GZIP",
    DOCKER + "diff.tar.zstd, ZSTD",
  })
  void isInTheMediaType(String mediaType, LayerCompression compression) {
    assertThat(LayerCompression.of(mediaType)).isEqualTo(compression);
  }

  @ParameterizedTest
  @EnumSource
  void isWrittenAsTheSpecificationHasIt(LayerCompression compression) {
    assertThat(compression.mediaType()).startsWith(OCI + "v1.tar");
    assertThat(LayerCompression.of(compression.mediaType())).isEqualTo(compression);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        OCI + "nondistributable.v1.tar",
        OCI + "nondistributable.v1.tar+gzip",
        DOCKER + "foreign.diff.tar.gzip",
      })
  void foreignLayersAreRefusedByName(String mediaType) {
    assertThatThrownBy(() -> LayerCompression.of(mediaType))
        .isInstanceOf(InvalidImageException.class)
        .hasMessageContaining(mediaType)
        .hasMessageContaining("foreign layers");
  }

  @Test
  void othersAreNoLayers() {
    assertThatThrownBy(() -> LayerCompression.of(OCI + "v1.tar+xz"))
        .hasMessageContaining("unknown compression");
    assertThatThrownBy(() -> LayerCompression.of(MediaTypes.OCI_CONFIG))
        .hasMessageContaining("not a tar archive");
  }
}
