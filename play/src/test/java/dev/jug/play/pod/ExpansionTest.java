package dev.jug.play.pod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jug.engine.error.EngineException.Invalid;
import java.util.Map;
import org.junit.jupiter.api.Test;
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

  @Test
  void aPathNeedsAllOfItsVariables() {
    assertThat(Expansion.whole("$$(C)/$(A)", Map.of("A", "one"))).isEqualTo("$(C)/one");
    assertThatThrownBy(() -> Expansion.whole("$(A)/$(C)", Map.of("A", "one")))
        .isInstanceOf(Invalid.class)
        .hasMessage("the container has no variable C, which $(A)/$(C) needs");
  }
}
