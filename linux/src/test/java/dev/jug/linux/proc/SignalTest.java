package dev.jug.linux.proc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignalTest {
  @ParameterizedTest
  @CsvSource({
    "TERM, 15",
    "SIGTERM, 15",
    "sigterm, 15",
    "15, 15",
    "1, 1",
    "SYS, 31",
    "RTMIN, 34",
    "SIGRTMIN+3, 37",
    "RTMAX, 64",
    "rtmax-14, 50",
    "64, 64",
    "RTMIN+30, 64"
  })
  void isRead(String text, int number) {
    assertThat(Signal.parse(text)).contains(new Signal(number));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "65", "-1", "NONE", "SIG", "RTMIN+31", "RTMAX-31", "RTMIN-1"})
  void whatIsNoneIsNot(String text) {
    assertThat(Signal.parse(text)).isEmpty();
  }

  @Test
  void everyNameIsReadAgain() {
    for (int number = 1; number <= 64; number++) {
      var signal = new Signal(number);
      assertThat(Signal.parse(signal.toString())).contains(signal);
    }
    assertThat(new Signal(37)).hasToString("RTMIN+3");
    assertThatThrownBy(() -> new Signal(65)).hasMessage("no signal has the number 65");
  }
}
