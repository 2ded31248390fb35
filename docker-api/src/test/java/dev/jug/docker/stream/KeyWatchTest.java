package dev.jug.docker.stream;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyWatchTest {
  /** Typed in one piece, or key by key. */
  @ParameterizedTest
  @CsvSource({
    "pq, plain, plain, false",
    "pq, pq, '', true",
    "pq, apqb, a, true",
    "pq, papapq, papa, true",
    "pq, ppq, p, true",
    "pq, pp, p, false",
    "q, aqb, a, true",
    "'', pq, pq, false"
  })
  void theKeysEndItAndWhatOnlyLooksLikeThemGoesOn(
      String keys, String typed, String passed, boolean found) {
    var whole = new KeyWatch(keys.getBytes(ISO_8859_1));
    assertThat(text(whole.pass(typed.getBytes(ISO_8859_1), typed.length()))).isEqualTo(passed);
    assertThat(whole.found()).isEqualTo(found);

    var single = new KeyWatch(keys.getBytes(ISO_8859_1));
    var together = new StringBuilder();
    for (var key : typed.getBytes(ISO_8859_1)) {
      together.append(text(single.pass(new byte[] {key}, 1)));
    }
    assertThat(together).hasToString(passed);
    assertThat(single.found()).isEqualTo(found);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, ISO_8859_1);
  }
}
