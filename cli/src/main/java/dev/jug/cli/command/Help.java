package dev.jug.cli.command;

import dev.jug.cli.command.CommandTable.Entry;
import dev.jug.cli.command.CommandTable.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What commands there are, for people. */
final class Help {
  private static final Set<String> WORDS = Set.of("--help", "-h", "help");
  private static final Map<String, List<Section>> GROUPS =
      Map.of(
          "container", List.of(Section.RUN, Section.LOOK, Section.FILES),
          "image", List.of(Section.IMAGES),
          "network", List.of(Section.NETWORKS),
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
    if (WORDS.contains(name)) {
      return Optional.of(text(List.of(Section.values())));
    }
    var group = new ArrayList<>(List.of(name.split(" ")));
    group.addAll(arguments);
    boolean asked = group.size() == 1 || WORDS.contains(group.get(1));
    return Optional.ofNullable(GROUPS.get(group.getFirst())).filter(_ -> asked).map(Help::text);
  }

  private static String text(List<Section> sections) {
    var text = new StringBuilder(USAGE);
    for (var section : sections) {
      text.append('\n').append(section.title()).append('\n');
      CommandTable.ENTRIES.stream()
          .filter(entry -> entry.section() == section)
          .map(Help::line)
          .forEach(text::append);
    }
    return text.append(END).toString();
  }

  private static String line(Entry entry) {
    return "  %-14s %s\n".formatted(entry.name(), entry.summary());
  }
}
