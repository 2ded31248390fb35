package dev.jug.network.shaping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jug.network.error.NetworkException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BandwidthTest {
  @ParameterizedTest
  @CsvSource({
    "10mbit, 1250000, 12500",
    "500kbit, 62500, 3200",
    "1gbit, 125000000, 1250000",
    "1.5mbit, 187500, 3200",
    "2mbps, 2000000, 20000",
    "1mibps, 1048576, 10485",
    "1Mibit, 131072, 3200",
    "64000, 8000, 3200",
    "10mbit:burst=64k, 1250000, 65536",
    "10mbit:burst=2000, 1250000, 2000"
  })
  void ratesAreThoseOfTc(String text, long rate, int burst) {
    assertThat(Bandwidth.parse(text)).contains(new Bandwidth(rate, burst));
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "0", "NONE"})
  void noRateIsNoLimit(String text) {
    assertThat(Bandwidth.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "fast",
        "-1mbit",
        "10mb",
        "1kbit",
        "2000gbit",
        "10mbit:",
        "10mbit:64k",
        "10mbit:burst=9",
        "10mbit:burst=1g",
        "10 mbit",
        "9999999999999999mbit"
      })
  void whatIsNoRateIsRefusedWithExamples(String text) {
    assertThatThrownBy(() -> Bandwidth.parse(text))
        .isInstanceOfSatisfying(
            NetworkException.class,
            e -> {
              assertThat(e).hasMessage("invalid network rate: '" + text + "'");
              assertThat(e.remedy()).isNotEmpty();
            });
  }
}
