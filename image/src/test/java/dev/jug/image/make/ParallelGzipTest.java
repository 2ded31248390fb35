package dev.jug.image.make;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParallelGzipTest {
  private static final int PIECE = 1 << 19;

  /** Half of it can be packed, half cannot. */
  private static byte[] content(int size) {
    var random = new Random(7);
    var content = new byte[size];
    random.nextBytes(content);
    for (int i = 0; i < size / 2; i++) {
      content[i] = (byte) (content[i] & 3);
    }
    return content;
  }

  private static byte[] packed(byte[] content, int portion) throws IOException {
    var packed = new ByteArrayOutputStream();
    try (var gzip = new ParallelGzip(packed)) {
      for (int at = 0; at < content.length; at += portion) {
        gzip.write(content, at, Math.min(portion, content.length - at));
      }
      gzip.finish();
    }
    return packed.toByteArray();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, PIECE - 1, PIECE, PIECE + 1, 20 * PIECE + 77})
  void whatIsPackedComesBack(int size) throws IOException {
    var content = content(size);
    try (var plain = new GZIPInputStream(new ByteArrayInputStream(packed(content, 1 << 16)))) {
      assertThat(plain.readAllBytes()).isEqualTo(content);
    }
  }

  @Test
  void howItIsWrittenMakesNoDifference() throws IOException {
    var content = content(3 * PIECE);
    assertThat(packed(content, 1000)).isEqualTo(packed(content, 2 * PIECE));
  }

  /** Without that, each of the pieces had the whole noise once more. */
  @Test
  void piecesKnowWhatCameBefore() throws IOException {
    var noise = new byte[1 << 14];
    new Random(7).nextBytes(noise);
    var often = new byte[4 * PIECE];
    for (int at = 0; at < often.length; at += noise.length) {
      System.arraycopy(noise, 0, often, at, noise.length);
    }
    assertThat(packed(often, PIECE).length).isLessThan(3 * noise.length);
  }

  @Test
  void aFullDiskEndsIt() throws IOException {
    var full =
        new OutputStream() {
          private int room = 100_000;

          @Override
          public void write(int b) throws IOException {
            if (--room < 0) {
              throw new IOException("No space left on device");
            }
          }
        };
    try (var gzip = new ParallelGzip(full)) {
      assertThatThrownBy(() -> gzip.write(content(20 * PIECE)))
          .hasMessageContaining("No space left");
    }
  }

  @Test
  void whoIsInterruptedStops() throws IOException {
    try (var gzip = new ParallelGzip(OutputStream.nullOutputStream())) {
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> gzip.write(content(2 * PIECE)))
          .isInstanceOf(CancellationException.class);
    }
    assertThat(Thread.interrupted()).isFalse();
  }
}
