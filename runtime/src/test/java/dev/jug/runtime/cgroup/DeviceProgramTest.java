package dev.jug.runtime.cgroup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jug.oci.runtime.InvalidSpecException;
import dev.jug.oci.runtime.Resources.DeviceRule;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeviceProgramTest {
  private static final DeviceRule NOTHING = new DeviceRule(false, "a", null, null, "rwm");

  @DisplayName("E28: the program of version 2 says what the rules mean")
  @Test
  void theProgramSaysWhatTheRulesMean() {
    var random = new Random(20261123);
    for (int i = 0; i < 3000; i++) {
      var rules = DeviceModel.randomRules(random);
      var machine = new DeviceMachine(DeviceProgram.of(rules));

      assertThat(DeviceModel.wishes())
          .as("%s", rules)
          .allMatch(wish -> machine.allows(wish) == DeviceModel.allows(rules, wish));
    }
  }

  @Test
  void withoutRulesNothingIsAllowed() {
    assertThat(DeviceModel.wishes())
        .noneMatch(new DeviceMachine(DeviceProgram.of(List.of()))::allows);
  }

  /** The kernel refuses a program with dead code, so what lies before this rule is left out. */
  @Test
  void aRuleForEverythingIsTheEnd() {
    var one = new DeviceRule(true, "c", 1L, 3L, "rwm");

    assertThat(DeviceProgram.of(List.of(one, one, NOTHING)))
        .isEqualTo(DeviceProgram.of(List.of(NOTHING)));
    new DeviceMachine(DeviceProgram.of(DefaultDevices.with(List.of())));
  }

  @Test
  void readingAndWritingMayComeFromDifferentRules() {
    var rules =
        List.of(
            NOTHING,
            new DeviceRule(true, "c", 10L, 200L, "r"),
            new DeviceRule(true, "c", 10L, null, "w"));
    var machine = new DeviceMachine(DeviceProgram.of(rules));

    assertThat(machine.allows(new DeviceModel.Wish('c', 6, 10, 200))).isTrue();
    assertThat(machine.allows(new DeviceModel.Wish('c', 6, 10, 201))).isFalse();
  }

  @Test
  void manyRulesHaveRoom() {
    var rules = Collections.nCopies(2000, new DeviceRule(false, "b", 8L, 1L, "rw"));

    assertThat(
            new DeviceMachine(DeviceProgram.of(rules)).allows(new DeviceModel.Wish('b', 2, 8, 1)))
        .isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "x, 1, 1, r, type \"x\" is not one of a, b, c",
    "c, -2, 1, r, 'major -2 is not in the range 0 … 4095, or -1 for any'",
    "c, 4096, 1, r, major 4096",
    "c, 4294967297, 1, r, major 4294967297",
    "c, 1, -9, r, 'minor -9 is not in the range 0 … 1048575, or -1 for any'",
    "c, 1, 1048576, r, minor 1048576",
    "c, 1, 1, rx, access \"rx\" has other letters than",
  })
  void whatIsNoDeviceIsSaidByName(String type, Long major, Long minor, String access, String text) {
    var rule = new DeviceRule(true, type, major, minor, access);

    assertThatThrownBy(() -> DeviceProgram.of(List.of(rule)))
        .isInstanceOf(InvalidSpecException.class)
        .hasMessageStartingWith("linux.resources.devices: " + text);
  }
}
