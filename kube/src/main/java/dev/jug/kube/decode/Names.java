package dev.jug.kube.decode;

import dev.jug.kube.yaml.Value;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** What Kubernetes lets things be called, and that no two are called the same. */
final class Names {
  private static final Pattern LABEL = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");
  private static final Pattern SUBDOMAIN =
      Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");
  private static final Pattern KEY = Pattern.compile("[-._a-zA-Z0-9]{1,253}");
  private static final int LONGEST = 253;

  private Names() {}

  /** Of a container, a volume, a port, a host (RFC 1123). */
  static String label(Value value) {
    var name = value.text();
    if (!LABEL.matcher(name).matches()) {
      value.wrong("'" + name + "' is no name: at most 63 of a-z, 0-9 and '-', no '-' at the ends");
    }
    return name;
  }

  /** Of an object. */
  static String subdomain(Value value) {
    var name = value.text();
    if (name.length() > LONGEST || !SUBDOMAIN.matcher(name).matches()) {
      value.wrong(
          "'" + name + "' is no name: at most 253 of a-z, 0-9, '-' and '.', the ends a-z or 0-9");
    }
    return name;
  }

  static boolean isKey(String name) {
    return KEY.matcher(name).matches() && !name.equals(".") && !name.equals("..");
  }

  /** The first name that two have. */
  static <T> Optional<String> twice(List<T> members, Function<T, String> name) {
    var seen = new HashSet<String>();
    return members.stream().map(name).filter(each -> !seen.add(each)).findFirst();
  }
}
