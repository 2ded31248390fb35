package dev.jug.door.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SizeTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0B, 0B",
    "999, 999B, 999B",
    "1000, 1kB, 1kB",
    "117314, 117.3kB, 117kB",
    "7340000, 7.34MB, 7.34MB",
    "72800000, 72.8MB, 72.8MB",
    "123456789, 123.5MB, 123MB",
    "100000000, 100MB, 100MB",
    "1234567890123, 1.235TB, 1.23TB",
  })
  void asDockerHasThem(long bytes, String text, String brief) {
    assertThat(Size.of(bytes)).isEqualTo(text);
    assertThat(Size.brief(bytes)).isEqualTo(brief);
  }

  @Test
  void whatIsCountedInPowersOfTwoSaysSo() {
    assertThat(Size.binary(0)).isEqualTo("0B");
    assertThat(Size.binary(1023)).isEqualTo("1023B");
    assertThat(Size.binary(64 << 20)).isEqualTo("64MiB");
    assertThat(Size.binary(1_600_000)).isEqualTo("1.526MiB");
  }
}
