package dev.jug.engine.spec;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jug.engine.error.EngineException.Invalid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CpusetCheckTest {
  private final CpusetCheck machine = new CpusetCheck("0-3,8", "0");

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "1-3", "0-1,3,8", "2, 8"})
  void whatIsThereMayBeWanted(String cpus) {
    assertThatCode(() -> machine.check(cpus, null)).doesNotThrowAnyException();
    assertThatCode(() -> new CpusetCheck("", "").check("77", "5")).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"-", "1-", "-1", "3-1", ",", "1,,2", "a", "99999999999", "0x1", "8192"})
  void whatIsNoListIsRefused(String cpus) {
    assertThatThrownBy(() -> machine.check(cpus, null))
        .isInstanceOf(Invalid.class)
        .hasMessage("Invalid value " + cpus + " for cpuset cpus");
  }

  @ParameterizedTest
  @CsvSource({"4", "0-4", "'0,9'"})
  void whatIsNotThereIsNamedWithWhatIs(String cpus) {
    assertThatThrownBy(() -> machine.check(cpus, null))
        .hasMessage("Requested CPUs are not available - requested " + cpus + ", available: 0-3,8");
  }

  @Test
  void soAreMemoryNodes() {
    assertThatThrownBy(() -> machine.check("0", "0-1"))
        .hasMessage("Requested memory nodes are not available - requested 0-1, available: 0");
  }
}
