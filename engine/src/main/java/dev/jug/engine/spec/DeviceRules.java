package dev.jug.engine.spec;

import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.oci.runtime.Resources.DeviceRule;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Rules of the device cgroup as people write them ({@code --device-cgroup-rule}). */
final class DeviceRules {
  private static final Pattern FORM =
      Pattern.compile("([acb]) ([0-9]{1,9}|\\*):([0-9]{1,9}|\\*) ([rwm]{1,3})");

  private DeviceRules() {}

  /**
   * Reads {@code TYPE MAJOR:MINOR ACCESS}, where a number may be a star.
   *
   * @throws Invalid if one is something else
   */
  static List<DeviceRule> parse(List<String> texts) {
    return texts.stream().map(DeviceRules::parse).toList();
  }

  private static DeviceRule parse(String text) {
    var rule = FORM.matcher(text);
    if (!rule.matches()) {
      throw new Invalid(
          "invalid device cgroup rule format: '" + text + "'", "Example: 'c 1:3 rwm'.");
    }
    return new DeviceRule(
        true, rule.group(1), number(rule.group(2)), number(rule.group(3)), rule.group(4));
  }

  private static @Nullable Long number(String text) {
    return text.equals("*") ? null : Long.valueOf(text);
  }
}
