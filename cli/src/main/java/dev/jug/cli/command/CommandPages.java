package dev.jug.cli.command;

import dev.jug.cli.reference.CommandPage;
import dev.jug.door.Prepared.Line;
import java.util.List;
import java.util.Map;

/** What there is to say about each command. */
public final class CommandPages {
  private CommandPages() {}

  /** All of them, in the order in which people are shown them. */
  public static List<CommandPage> all() {
    return CommandTable.ENTRIES.stream().map(CommandPages::of).toList();
  }

  private static CommandPage of(CommandTable.Entry entry) {
    return new CommandPage(
        entry.section().title(),
        entry.name(),
        others(entry.name()),
        Line.of(entry.make().get()).parser());
  }

  private static List<String> others(String name) {
    return CommandNames.others().entrySet().stream()
        .filter(other -> other.getValue().equals(name))
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }
}
