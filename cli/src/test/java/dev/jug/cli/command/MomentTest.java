package dev.jug.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jug.engine.error.EngineException.Invalid;
import java.time.Duration;
import java.time.Instant;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

class MomentTest {
  @Test
  void instantsComeInThreeForms() {
    assertThat(Moment.parse(null)).isNull();
    assertThat(Moment.parse("1136073845")).isEqualTo(Instant.parse("2006-01-01T00:04:05Z"));
    assertThat(Moment.parse("1136073845.5")).isEqualTo("2006-01-01T00:04:05.5Z");
    assertThat(Moment.parse("2006-01-01T00:04:05Z")).isEqualTo("2006-01-01T00:04:05Z");
    assertAge("1h30m", 90 * 60);
  }

  @Test
  void agesAreWrittenAsInGoOrInDays() {
    assertAge("1.5h", 90 * 60);
    assertAge("500ms", 0);
    assertAge("2d", 48 * 3600);
  }

  private static void assertAge(String text, int seconds) {
    var then = Instant.now().minusSeconds(seconds);
    assertThat(Moment.parse(text)).isCloseTo(then, Assertions.within(Duration.ofSeconds(20)));
  }

  @Test
  void anythingElseIsRefused() {
    assertThatThrownBy(() -> Moment.parse("yesterday"))
        .isInstanceOf(Invalid.class)
        .hasMessage("invalid time: 'yesterday'");
  }
}
