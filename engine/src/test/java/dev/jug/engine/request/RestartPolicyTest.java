package dev.jug.engine.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.engine.request.RestartPolicy.Rule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RestartPolicyTest {
  @ParameterizedTest
  @ValueSource(strings = {"no", "always", "unless-stopped", "on-failure", "on-failure:3"})
  void itReadsAsItIsWritten(String text) {
    assertThat(RestartPolicy.parse(text).shown()).isEqualTo(text);
  }

  @Test
  void nothingMeansNo() {
    assertThat(RestartPolicy.parse("")).isEqualTo(RestartPolicy.NO);
    assertThat(RestartPolicy.parse("on-failure:3"))
        .isEqualTo(new RestartPolicy(Rule.ON_FAILURE, 3));
  }

  @ParameterizedTest
  @ValueSource(strings = {"sometimes", "always:3", "on-failure:x", "on-failure:-1", "on-failure:"})
  void nonsenseIsRefused(String text) {
    assertThatThrownBy(() -> RestartPolicy.parse(text)).isInstanceOf(Invalid.class);
  }
}
