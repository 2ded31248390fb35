package dev.jug.cli.command;

import dev.jug.cli.command.CommandTable.Entry;
import dev.jug.cli.command.CommandTable.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** What commands there are, for people. */
final class Help {
  private static final Set<String> WORDS = Set.of("--help", "-h", "help");
  private static final Map<String, List<Section>> GROUPS =
      Map.of(
          "container", List.of(Section.RUN, Section.LOOK, Section.FILES),
          "image", List.of(Section.IMAGES),
          "network", List.of(Section.NETWORKS),
          "rc", List.of(Section.RESOURCES),
          "volume", List.of(Section.VOLUMES),
          "system", List.of(Section.SYSTEM));

  private static final String USAGE = "Usage: jug COMMAND [OPTION...] [ARGUMENT...]\n";
  private static final String END =
      """

      See 'jug COMMAND --help'. A first container:  jug run host -- sh -c 'hostname; id; ps aux'
      """;

  private Help() {}

  /** The text that a command line asks for, if it asks for one: for all commands, or a group. */
  static Optional<String> of(String name, List<String> arguments) {
    var words = new ArrayList<>(List.of(name.split(" ")));
    words.addAll(arguments);
    if (WORDS.contains(words.getLast())) {
      words.removeLast();
    }
    if (words.isEmpty()) {
      return Optional.of(text(List.of(Section.values()), _ -> true));
    }
    var group = String.join(" ", words);
    if (GROUPS.containsKey(group)) {
      return Optional.of(text(GROUPS.get(group), _ -> true));
    }
    Predicate<Entry> within = entry -> entry.name().startsWith(group + " ");
    return CommandTable.ENTRIES.stream()
        .filter(within)
        .findFirst()
        .map(entry -> text(List.of(entry.section()), within));
  }

  private static String text(List<Section> sections, Predicate<Entry> wanted) {
    var text = new StringBuilder(USAGE);
    for (var section : sections) {
      var entries =
          CommandTable.ENTRIES.stream()
              .filter(entry -> entry.section() == section)
              .filter(wanted)
              .toList();
      int width = entries.stream().mapToInt(entry -> entry.name().length()).max().orElse(0);
      text.append('\n').append(section.title()).append('\n');
      entries.forEach(entry -> text.append(line(entry, width)));
    }
    return text.append(END).toString();
  }

  private static String line(Entry entry, int width) {
    return "  "
        + entry.name()
        + " ".repeat(width - entry.name().length())
        + "  "
        + entry.summary()
        + "\n";
  }
}
