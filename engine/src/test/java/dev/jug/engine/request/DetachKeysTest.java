package dev.jug.engine.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jug.engine.error.EngineException.Invalid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DetachKeysTest {
  @Test
  void theDefaultIsDockers() {
    assertThat(DetachKeys.parse(null)).containsExactly(16, 17);
  }

  @Test
  void keysAreLettersOrControlKeys() {
    assertThat(DetachKeys.parse("ctrl-a,x,ctrl-[,ctrl-@,ctrl-_"))
        .containsExactly(1, 'x', 27, 0, 31);
  }

  @Test
  void thereMayBeNone() {
    assertThat(DetachKeys.parse("")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ctrl-", "ctrl-1", "xy", "ctrl-a,", "alt-a"})
  void othersAreRefused(String keys) {
    assertThatThrownBy(() -> DetachKeys.parse(keys))
        .isInstanceOf(Invalid.class)
        .hasMessageContaining(keys);
  }
}
