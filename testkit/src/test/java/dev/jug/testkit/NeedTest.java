package dev.jug.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NeedTest {
  @ParameterizedTest
  @ValueSource(strings = {"command:sh", "file:/proc/self", "fs:proc", "kernel:3.10"})
  void whatEveryLinuxHas(String need) {
    assertThat(Need.parse(need).lack()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "command:no-such-program, no no-such-program on PATH",
    "file:/no/such/file, there is no /no/such/file",
    "fs:nosuchfs, the kernel has no nosuchfs",
    "lsm:nosuchlsm, the kernel runs without nosuchlsm",
    "cgroup:nosuch, the kernel has no nosuch controller",
  })
  void saysWhatIsMissing(String need, String lack) {
    assertThat(Need.parse(need).lack()).contains(lack);
  }

  @Test
  void comparesKernelVersionsAsNumbers() {
    assertThat(Need.parse("kernel:99.0").lack()).isPresent();
    assertThat(Need.parse("kernel:2.99").lack()).isEmpty();
  }

  @Test
  void refusesWordsItDoesNotKnow() {
    assertThatIllegalArgumentException().isThrownBy(() -> Need.parse("luck"));
  }
}
