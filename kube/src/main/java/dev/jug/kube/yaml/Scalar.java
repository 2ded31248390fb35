package dev.jug.kube.yaml;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a plain scalar means to Kubernetes, which reads YAML 1.1: {@code yes} is true, and {@code
 * 0644} is octal.
 */
final class Scalar {
  private static final Pattern DECIMAL = Pattern.compile("[-+]?(0|[1-9][0-9]{0,18})");
  private static final Pattern OCTAL = Pattern.compile("0o?([0-7]{1,20})");
  private static final Pattern NUMBER =
      Pattern.compile(
          "[-+]?(\\.[0-9]+|[0-9][0-9_]*(\\.[0-9_]*)?)([eE][-+]?[0-9]+)?"
              + "|0x[0-9a-fA-F_]+|0o[0-7]+|0b[01_]+|[-+]?\\.(inf|Inf|INF)|\\.(nan|NaN|NAN)");

  private Scalar() {}

  static Optional<Boolean> flag(String plain) {
    return switch (plain) {
      case "true", "True", "TRUE", "yes", "Yes", "YES", "on", "On", "ON", "y", "Y" ->
          Optional.of(true);
      case "false", "False", "FALSE", "no", "No", "NO", "off", "Off", "OFF", "n", "N" ->
          Optional.of(false);
      default -> Optional.empty();
    };
  }

  static boolean isNull(String plain) {
    return plain.isEmpty() || plain.equals("~") || plain.toLowerCase(Locale.ROOT).equals("null");
  }

  static boolean isNumber(String plain) {
    return NUMBER.matcher(plain).matches();
  }

  static Optional<Long> integer(String plain) {
    try {
      var octal = OCTAL.matcher(plain);
      if (octal.matches()) {
        return Optional.of(Long.parseLong(octal.group(1), 8));
      }
      return DECIMAL.matcher(plain).matches()
          ? Optional.of(Long.parseLong(plain))
          : Optional.empty();
    } catch (NumberFormatException _) {
      return Optional.empty();
    }
  }
}
