package dev.jug.image.compress;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import dev.jug.image.error.ImageException;
import dev.jug.image.error.ImageException.Kind;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecompressorTest {
  private static InputStream open(byte[] packed) throws IOException {
    return Decompressor.DEFAULT.open(new ByteArrayInputStream(packed), "file");
  }

  private static byte[] gzip(byte[] content) throws IOException {
    var packed = new ByteArrayOutputStream();
    try (var out = new GZIPOutputStream(packed)) {
      out.write(content);
    }
    return packed.toByteArray();
  }

  @Test
  void theFirstBytesTellHow() throws IOException {
    var content = "content".getBytes(UTF_8);

    assertThat(open(content)).hasBinaryContent(content);
    assertThat(open(gzip(content))).hasBinaryContent(content);
    assertThat(open(Zstd.compress(content))).hasBinaryContent(content);
    assertThat(open(new byte[0])).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"425a6839", "fd377a585a0000"})
  void othersAreRefusedByName(String begin) {
    assertThatThrownBy(() -> open(HexFormat.of().parseHex(begin)))
        .hasMessage("file is packed with bzip2 or xz");
  }

  @Test
  void aBombIsStoppedByItsRatio() throws IOException {
    var one = Zstd.compress(new byte[1 << 24]);
    var bomb = new ByteArrayOutputStream();
    for (int i = 0; i < 8; i++) {
      bomb.write(one);
    }

    try (var in = open(bomb.toByteArray())) {
      assertThatThrownBy(() -> in.transferTo(OutputStream.nullOutputStream()))
          .isInstanceOfSatisfying(
              ImageException.class, e -> assertThat(e.kind()).isEqualTo(Kind.REFUSED))
          .hasMessage("file unpacks to more than 1000 times its size");
    }
  }
}
