package dev.jug.runtime.seccomp;

import dev.jug.linux.cap.Capability;
import dev.jug.linux.seccomp.Architecture;
import dev.jug.oci.runtime.Seccomp;
import dev.jug.oci.runtime.Seccomp.Argument;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One line of {@code default.profile}, whose form is described at the head of that file.
 *
 * @param rule action, names and conditions on arguments
 * @param with capability the container must have
 * @param without capability it must not have
 * @param architecture machine it is for
 */
record ProfileLine(
    Seccomp.Rule rule,
    Optional<Capability> with,
    Optional<Capability> without,
    Optional<Architecture> architecture) {
  private static final Pattern WORDS = Pattern.compile(" +");
  private static final Pattern COMPARISON = Pattern.compile("arg([0-5])([<=>])(.+)");
  private static final Pattern MASKED = Pattern.compile("arg([0-5])&(.+)=(.+)");

  static ProfileLine parse(String line) {
    int colon = line.indexOf(" : ");
    var head = WORDS.splitAsStream(line.substring(0, colon)).toList();
    var names = WORDS.splitAsStream(line.substring(colon + 3).strip()).toList();
    return new ProfileLine(
        new Seccomp.Rule(names, action(head.getFirst()), errno(head.getFirst()), arguments(head)),
        value(head, "cap=").flatMap(Capability::parse),
        value(head, "cap!=").flatMap(Capability::parse),
        value(head, "arch=")
            .map(name -> Architecture.valueOf(name.toUpperCase(java.util.Locale.ROOT))));
  }

  private static String action(String word) {
    return "allow".equals(word) ? "SCMP_ACT_ALLOW" : "SCMP_ACT_ERRNO";
  }

  private static @org.jspecify.annotations.Nullable Integer errno(String word) {
    return word.startsWith("errno=") ? Integer.valueOf(word.substring("errno=".length())) : null;
  }

  private static Optional<String> value(List<String> head, String key) {
    return head.stream()
        .filter(w -> w.startsWith(key))
        .map(w -> w.substring(key.length()))
        .findFirst();
  }

  private static List<Argument> arguments(List<String> head) {
    var arguments = new ArrayList<Argument>();
    for (var word : head) {
      var masked = MASKED.matcher(word);
      var comparison = COMPARISON.matcher(word);
      if (masked.matches()) {
        int index = Integer.parseInt(masked.group(1));
        long mask = Long.decode(masked.group(2));
        arguments.add(
            new Argument(index, mask, Long.decode(masked.group(3)), "SCMP_CMP_MASKED_EQ"));
      } else if (comparison.matches()) {
        int index = Integer.parseInt(comparison.group(1));
        long value = Long.decode(comparison.group(3));
        arguments.add(new Argument(index, value, 0, operator(comparison.group(2))));
      }
    }
    return arguments;
  }

  private static String operator(String sign) {
    return switch (sign) {
      case "<" -> "SCMP_CMP_LT";
      case ">" -> "SCMP_CMP_GT";
      default -> "SCMP_CMP_EQ";
    };
  }

  boolean applies(Set<Capability> capabilities, Architecture machine) {
    return with.map(capabilities::contains).orElse(true)
        && !without.map(capabilities::contains).orElse(false)
        && architecture.map(machine::equals).orElse(true);
  }
}
