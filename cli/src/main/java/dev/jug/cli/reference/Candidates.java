package dev.jug.cli.reference;

import dev.jug.door.TakesCommand;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.OptionSpec;

/** What shells are told about the commands: the same for each of them. */
public final class Candidates {
  /** Groups that Docker's clients put before commands which are known without. */
  private static final Map<String, Set<String>> GROUPS =
      Map.of(
          "container", Set.of("Run", "Look", "Files"),
          "image", Set.of("Images"));

  private final List<CommandPage> pages;

  /** Of these commands. */
  public Candidates(List<CommandPage> pages) {
    this.pages = List.copyOf(pages);
  }

  List<CommandPage> pages() {
    return pages;
  }

  /** Other words for commands, with what they stand for. */
  Map<String, String> same() {
    var same = new TreeMap<String, String>();
    pages.forEach(page -> page.others().forEach(other -> same.put(other, page.name())));
    GROUPS.forEach((group, sections) ->
        pages.stream()
            .filter(page -> sections.contains(page.section()))
            .filter(page -> !page.name().contains(" "))
            .forEach(page -> same.putIfAbsent(group + " " + page.name(), page.name())));
    pages.forEach(page -> same.remove(page.name()));
    return same;
  }

  /** All names of options, with blanks between them. */
  static String flags(CommandPage page) {
    return page.options().stream()
        .flatMap(option -> Arrays.stream(option.names()))
        .collect(Collectors.joining(" "));
  }

  /** Options that take a value: {@code NAME=KIND}, with blanks around each. */
  static String takes(CommandPage page) {
    return page.options().stream()
        .filter(CommandPage::takesValue)
        .flatMap(option -> takes(page, option).stream())
        .collect(Collectors.joining(" ", " ", " "));
  }

  private static List<String> takes(CommandPage page, OptionSpec option) {
    var kind = Kind.of(page, option).word();
    return Arrays.stream(option.names()).map(name -> name + "=" + kind).toList();
  }

  /**
   * What stands at each place, with blanks between them; the last one may be repeated: {@code *}.
   */
  static String places(CommandPage page) {
    return page.parameters().stream()
        .map(parameter -> {
          boolean repeats = parameter.arity().max() > 1 && !takesCommand(page);
          var word = Kind.of(page, parameter).word();
          return (word.isEmpty() ? "-" : word) + (repeats ? "*" : "");
        })
        .collect(Collectors.joining(" "));
  }

  /** Whether what follows the first place belongs to another program. */
  static boolean takesCommand(CommandPage page) {
    return page.parser().getCommand() instanceof TakesCommand;
  }
}
