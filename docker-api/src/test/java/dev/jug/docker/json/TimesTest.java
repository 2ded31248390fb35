package dev.jug.docker.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jug.engine.error.EngineException.Invalid;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimesTest {
  @ParameterizedTest
  @CsvSource({
    "1, 1970-01-01T00:00:01Z",
    "1.5, 1970-01-01T00:00:01.5Z",
    "1700000000.123456789, 2023-11-14T22:13:20.123456789Z",
    "2026-01-01T01:00:00+01:00, 2026-01-01T00:00:00Z"
  })
  void secondsAndDates(String text, Instant instant) {
    assertThat(Times.parse(text)).isEqualTo(instant);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0"})
  void nothingIsNoTime(String text) {
    assertThat(Times.parse(text)).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"yesterday", "-1", "1e9", "99999999999999999999", "2026-13-01T00:00:00Z"})
  void nonsenseIsRefused(String text) {
    assertThatThrownBy(() -> Times.parse(text))
        .isInstanceOf(Invalid.class)
        .hasMessageContaining(text);
  }

  @Test
  void agesAreBeforeNow() {
    assertThat(Times.before("10m"))
        .isBetween(Instant.now().minus(Duration.ofMinutes(11)), Instant.now());
  }

  @Test
  void allNineDigitsAreShown() {
    assertThat(Times.shown(Instant.ofEpochSecond(1, 5)))
        .isEqualTo("1970-01-01T00:00:01.000000005Z");
  }
}
