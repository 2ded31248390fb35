package dev.jug.play.pod;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Kubernetes' rules for variables in commands, arguments and values. */
class ExpansionTest {
  @ParameterizedTest
  @CsvSource({
    "$(A), one",
    "<$(A)|$(B)>, <one|$(A)>",
    "$$(A), $(A)",
    "$$$(A), $one",
    "$(NOBODY), $(NOBODY)",
    "$A ${A} $(, $A ${A} $(",
    "costs $5, costs $5",
  })
  void whatIsKnownIsReplacedOnce(String text, String expected) {
    assertThat(Expansion.of(text, Map.of("A", "one", "B", "$(A)"))).isEqualTo(expected);
  }
}
