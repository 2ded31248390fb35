package dev.jug.cli.command;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Docker's commands in groups: most have a short name, {@code image ls} is {@code images}; the
 * others are known by two words, or three.
 */
final class CommandNames {
  private static final Set<String> GROUPS =
      Set.of(
          "builder",
          "container",
          "image",
          "kube",
          "network",
          "profile",
          "rc",
          "secure",
          "system",
          "volume");
  private static final Map<String, String> SHORT =
      Map.ofEntries(
          Map.entry("container ls", "ps"),
          Map.entry("container list", "ps"),
          Map.entry("image ls", "images"),
          Map.entry("image list", "images"),
          Map.entry("image rm", "rmi"),
          Map.entry("image remove", "rmi"),
          Map.entry("kube list", "kube ls"),
          Map.entry("network list", "network ls"),
          Map.entry("network remove", "network rm"),
          Map.entry("network policy list", "network policy ls"),
          Map.entry("network policy remove", "network policy rm"),
          Map.entry("rc list", "rc ls"),
          Map.entry("rc remove", "rc rm"),
          Map.entry("volume list", "volume ls"),
          Map.entry("volume remove", "volume rm"),
          Map.entry("prune", "system prune"));

  private static final int THREE = 3;

  private CommandNames() {}

  /** Other names of commands: what they stand for, by what may be typed. */
  static Map<String, String> others() {
    return SHORT;
  }

  /**
   * A command line in other words.
   *
   * @param name the command
   * @param arguments what follows it
   */
  record Line(String name, List<String> arguments) {}

  /** Finds the command at the beginning of a command line with at least one word. */
  static Line split(List<String> words, Predicate<String> known) {
    var first = words.getFirst();
    if (words.size() > 2 && known.test(String.join(" ", words.subList(0, THREE)))) {
      return new Line(
          String.join(" ", words.subList(0, THREE)), words.subList(THREE, words.size()));
    }
    if (!GROUPS.contains(first) || words.size() == 1) {
      return new Line(SHORT.getOrDefault(first, first), words.subList(1, words.size()));
    }
    var two = first + " " + words.get(1);
    if (words.size() > 2) {
      var three = two + " " + words.get(2);
      var name = SHORT.getOrDefault(three, three);
      if (known.test(name)) {
        return new Line(name, words.subList(THREE, words.size()));
      }
    }
    var rest = words.subList(2, words.size());
    if (known.test(two)) {
      return new Line(two, rest);
    }
    boolean same = known.test(words.get(1)) && !SHORT.containsKey(two);
    return new Line(same ? words.get(1) : SHORT.getOrDefault(two, two), rest);
  }
}
