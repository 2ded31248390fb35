package dev.jug.oci.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoDurationTest {
  @ParameterizedTest
  @CsvSource({
    "90s, PT90S",
    "1h30m, PT1H30M",
    "1.5h, PT1H30M",
    "250ms, PT0.25S",
    "2us3µs4ns, PT0.000005004S",
    "1.s, PT1S",
    "0s, PT0S"
  })
  void durationsAreThoseOfGo(String text, Duration duration) {
    assertThat(GoDuration.tryParse(text)).contains(duration);
    assertThat(GoDuration.tryParseWithDays(text)).contains(duration);
  }

  @ParameterizedTest
  @CsvSource({"''", "1", "h", "1x", "-1h", "1h 30m", ".s", "9999999999999s", "99999999999h"})
  void anythingElseIsNoDuration(String text) {
    assertThat(GoDuration.tryParse(text)).isEmpty();
    assertThat(GoDuration.tryParseWithDays(text)).isEmpty();
  }

  @Test
  void daysAreForThoseWhoWantThem() {
    assertThat(GoDuration.tryParse("7d")).isEmpty();
    assertThat(GoDuration.tryParseWithDays("7d12h")).contains(Duration.ofHours(180));
  }
}
