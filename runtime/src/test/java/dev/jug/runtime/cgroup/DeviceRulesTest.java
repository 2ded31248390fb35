package dev.jug.runtime.cgroup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jug.oci.runtime.InvalidSpecException;
import dev.jug.oci.runtime.Resources.DeviceRule;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DeviceRulesTest {
  private static final DeviceRule NOTHING = new DeviceRule(false, null, null, null, null);
  private static final DeviceRule ALL = new DeviceRule(true, "a", -1L, -1L, "mrw");

  private static List<String> text(DeviceRule... rules) {
    return DeviceRules.legacy(Path.of("/g"), List.of(rules)).stream()
        .map(write -> write.file().getFileName() + " = " + write.value())
        .toList();
  }

  private static DeviceRule allow(String type, Long major, Long minor, String access) {
    return new DeviceRule(true, type, major, minor, access);
  }

  private static DeviceRule deny(String type, Long major, Long minor, String access) {
    return new DeviceRule(false, type, major, minor, access);
  }

  @Test
  void rulesAreLinesInTheirOrder() {
    assertThat(text(NOTHING, allow("c", 1L, 3L, "wr"), allow("b", 8L, null, null)))
        .containsExactly(
            "devices.deny = a", "devices.allow = c 1:3 rw", "devices.allow = b 8:* rwm");
  }

  @Test
  void whatNoRuleNamesIsDenied() {
    assertThat(text(allow("u", 1L, 3L, "r")))
        .containsExactly("devices.deny = a", "devices.allow = c 1:3 r");
  }

  @Test
  void whereAllIsAllowedThereIsNothingToSay() {
    assertThat(text(ALL)).isEmpty();
    assertThat(text(ALL, deny("b", 8L, 0L, "w"))).containsExactly("devices.deny = b 8:0 w");
    assertThat(text(NOTHING, ALL)).containsExactly("devices.deny = a", "devices.allow = a");
  }

  /** To the kernel a line that begins with a is all devices and all access, whatever follows. */
  @Test
  void bothTypesAreNotAllDevices() {
    assertThat(text(NOTHING, allow("a", 1L, 3L, "rwm")))
        .containsExactly(
            "devices.deny = a", "devices.allow = b 1:3 rwm", "devices.allow = c 1:3 rwm");
    assertThat(text(ALL, deny(null, null, null, "w")))
        .containsExactly("devices.deny = b *:* w", "devices.deny = c *:* w");
  }

  @Test
  void whatIsTakenBackIsCalledByItsName() {
    assertThat(
            text(
                NOTHING,
                allow("c", 1L, 3L, "rw"),
                allow("c", 1L, 5L, "m"),
                deny("c", 1L, null, "wm")))
        .endsWith("devices.deny = c 1:3 w", "devices.deny = c 1:5 m");
  }

  @Test
  void aRuleForAllMakesTheKernelForgetTheOthers() {
    assertThat(text(NOTHING, allow("c", 1L, 3L, "r"), NOTHING, deny("c", 1L, 3L, "r")))
        .containsExactly("devices.deny = a", "devices.allow = c 1:3 r", "devices.deny = a");
  }

  @Test
  void aHoleThatTheKernelWouldIgnoreIsRefused() {
    assertThatThrownBy(() -> text(NOTHING, allow("c", 1L, null, "rw"), deny("c", 1L, 3L, "w")))
        .isInstanceOf(InvalidSpecException.class)
        .hasMessage(
            "linux.resources.devices: cgroup version 1 cannot deny c 1:3 w out of the allowed c 1:* rw");
  }

  @Test
  void theKernelDoesWhatTheRulesMean() {
    var random = new Random(20261123);
    int taken = 0;
    for (int i = 0; i < 3000; i++) {
      var rules = DeviceModel.randomRules(random);
      if (!rules.isEmpty() && isTaken(rules)) {
        taken++;
        var kernel = new LegacyDeviceKernel(DeviceRules.legacy(Path.of("/g"), rules));
        assertThat(DeviceModel.wishes())
            .as("%s", rules)
            .allMatch(wish -> agrees(kernel.allows(wish), wish, rules));
      }
    }
    assertThat(taken).isGreaterThan(1000);
  }

  private static boolean isTaken(List<DeviceRule> rules) {
    try {
      DeviceRules.legacy(Path.of("/g"), rules);
      return true;
    } catch (InvalidSpecException _) {
      return false;
    }
  }

  /** Version 1 does not put together what different exceptions allow: less, never more. */
  private static boolean agrees(boolean allowed, DeviceModel.Wish wish, List<DeviceRule> rules) {
    boolean meant = DeviceModel.allows(rules, wish);
    return allowed == meant || (meant && Integer.bitCount(wish.access()) > 1);
  }
}
