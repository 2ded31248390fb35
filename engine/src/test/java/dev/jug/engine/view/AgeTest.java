package dev.jug.engine.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgeTest {
  @ParameterizedTest
  @CsvSource({
    "-PT5S, Less than a second",
    "PT0.9S, Less than a second",
    "PT1S, 1 second",
    "PT59S, 59 seconds",
    "PT60S, About a minute",
    "PT2M, 2 minutes",
    "PT59M, 59 minutes",
    "PT60M, About an hour",
    "PT100M, 2 hours",
    "PT47H, 47 hours",
    "PT48H, 2 days",
    "P13D, 13 days",
    "P14D, 2 weeks",
    "P60D, 2 months",
    "P800D, 2 years",
  })
  void spansAreWordedAsDockerDoes(Duration span, String words) {
    assertThat(Age.of(span)).isEqualTo(words);
  }
}
