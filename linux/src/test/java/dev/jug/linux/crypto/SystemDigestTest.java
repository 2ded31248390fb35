package dev.jug.linux.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SystemDigestTest {
  private final Random random = new Random(1);

  private static MessageDigest ours(String name) {
    return SystemDigest.of(name).orElseThrow();
  }

  private byte[] bytes(int count) {
    var bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }

  @ParameterizedTest
  @ValueSource(strings = {"SHA-256", "SHA-512"})
  void itIsTheJdks(String name) throws NoSuchAlgorithmException {
    var ours = ours(name);
    var jdk = MessageDigest.getInstance(name);
    assertThat(ours.getDigestLength()).isEqualTo(jdk.getDigestLength());
    for (int size : new int[] {0, 1, 55, 56, 64, 127, 65_535, 65_536, 65_537, 1_000_000}) {
      var bytes = bytes(size);
      assertThat(ours.digest(bytes)).as("%d bytes", size).isEqualTo(jdk.digest(bytes));
    }
  }

  @Test
  void inPieces() throws NoSuchAlgorithmException {
    var bytes = bytes(300_000);
    var ours = ours("SHA-256");
    for (int at = 0; at < bytes.length; ) {
      int some = Math.min(random.nextInt(100_000), bytes.length - at);
      ours.update(bytes, at, some);
      at += some;
    }
    ours.update((byte) 7);
    var jdk = MessageDigest.getInstance("SHA-256");
    jdk.update(bytes);
    jdk.update((byte) 7);
    assertThat(ours.digest()).isEqualTo(jdk.digest());
  }

  @Test
  void ofBuffersOfEveryKind() throws NoSuchAlgorithmException {
    var bytes = bytes(100_000);
    var direct = ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
    var ours = ours("SHA-256");
    ours.update(direct);
    ours.update(ByteBuffer.wrap(bytes, 10, 20).asReadOnlyBuffer());
    assertThat(direct.hasRemaining()).isFalse();
    var jdk = MessageDigest.getInstance("SHA-256");
    jdk.update(bytes);
    jdk.update(bytes, 10, 20);
    assertThat(ours.digest()).isEqualTo(jdk.digest());
  }

  @Test
  void itBeginsAnew() {
    var ours = ours("SHA-256");
    var empty = ours.digest();
    ours.update(bytes(10));
    ours.reset();
    assertThat(ours.digest()).isEqualTo(empty);
  }

  @Test
  void whatTheLibraryIsNotAskedFor() {
    assertThat(SystemDigest.of("MD5")).isEmpty();
  }
}
