package dev.jug.streaming.spdy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.zip.Adler32;
import org.junit.jupiter.api.Test;

class DictionaryTest {
  /** Each compressed stream of SPDY/3 names its dictionary by this sum. */
  @Test
  void itIsTheOneThatAllHave() {
    var sum = new Adler32();
    sum.update(Dictionary.bytes());
    assertThat(sum.getValue()).isEqualTo(0xe3c6a7c2L);
  }
}
