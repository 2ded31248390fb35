package dev.jug.runtime.cgroup;

import dev.jug.oci.runtime.InvalidSpecException;
import dev.jug.oci.runtime.Resources.DeviceRule;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A device rule with its words understood: what the spec leaves out means any.
 *
 * @param types {@code b}, {@code c} or {@code bc}
 * @param major major number or {@link #ANY}
 * @param minor minor number or {@link #ANY}
 * @param access bits as BPF_DEVCG_ACC has them
 */
record DevicePattern(boolean allow, String types, long major, long minor, int access) {
  static final long ANY = -1;
  static final int MAKE = 1;
  static final int READ = 2;
  static final int WRITE = 4;
  static final int ALL = MAKE | READ | WRITE;

  private static final String FIELD = "linux.resources.devices: ";
  private static final long LAST_MAJOR = (1 << 12) - 1;
  private static final long LAST_MINOR = (1 << 20) - 1;

  static DevicePattern of(DeviceRule rule) {
    return new DevicePattern(
        rule.allow(),
        types(Objects.requireNonNullElse(rule.type(), "")),
        number("major", rule.major(), LAST_MAJOR),
        number("minor", rule.minor(), LAST_MINOR),
        access(Objects.requireNonNullElse(rule.access(), "")));
  }

  private static String types(String type) {
    return switch (type) {
      case "", "a" -> "bc";
      case "b" -> "b";
      case "c", "u" -> "c";
      default ->
          throw new InvalidSpecException(FIELD + "type \"" + type + "\" is not one of a, b, c");
    };
  }

  /** A number that is taken for another, or for any, would open what nobody asked for. */
  private static long number(String name, @Nullable Long number, long last) {
    if (number == null) {
      return ANY;
    }
    if (number < ANY || number > last) {
      throw new InvalidSpecException(
          FIELD + name + " " + number + " is not in the range 0 … " + last + ", or -1 for any");
    }
    return number;
  }

  static int access(String letters) {
    if (letters.chars().anyMatch(c -> "rwm".indexOf(c) < 0)) {
      throw new InvalidSpecException(
          FIELD + "access \"" + letters + "\" has other letters than r, w, m");
    }
    int bits =
        (letters.contains("m") ? MAKE : 0)
            | (letters.contains("r") ? READ : 0)
            | (letters.contains("w") ? WRITE : 0);
    return bits == 0 ? ALL : bits;
  }

  /** Whether nothing that earlier rules say remains. */
  boolean isEverything() {
    return types.length() == 2 && major == ANY && minor == ANY && access == ALL;
  }

  /** The devices of this pattern, one line of text for each type. */
  List<LegacyDevices> legacy() {
    return types.chars().mapToObj(type -> new LegacyDevices((char) type, major, minor)).toList();
  }
}
