package dev.jug.image.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jug.image.error.ImageException;
import dev.jug.oci.image.LayerCompression;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.junit.jupiter.api.Test;

class PackingTest {
  @Test
  void aStreamEndsAtItsLimit() throws IOException {
    try (var exact = new Bounded(new ByteArrayInputStream(new byte[10]), 10, "x")) {
      assertThat(exact.readAllBytes()).hasSize(10);
    }
    try (var beyond = new Bounded(new ByteArrayInputStream(new byte[11]), 10, "x")) {
      assertThatThrownBy(beyond::readAllBytes)
          .isInstanceOfSatisfying(
              ImageException.class,
              e -> assertThat(e.kind()).isEqualTo(ImageException.Kind.REFUSED))
          .hasMessageContaining("x unpacks to more than 10 bytes");
    }
  }

  @Test
  void aBombIsStoppedByItsRatio() throws IOException {
    int times = 80;
    var one = SampleImage.pack(new byte[1 << 24], LayerCompression.ZSTD);
    var bomb = new byte[one.length * times];
    for (int i = 0; i < times; i++) {
      System.arraycopy(one, 0, bomb, i * one.length, one.length);
    }
    try (var in =
        Packing.unpack(
            new ByteArrayInputStream(bomb), LayerCompression.ZSTD, bomb.length, "bomb")) {
      assertThatThrownBy(() -> in.transferTo(OutputStream.nullOutputStream()))
          .hasMessageContaining("bomb unpacks to more than 1073741824 bytes");
    }
  }
}
