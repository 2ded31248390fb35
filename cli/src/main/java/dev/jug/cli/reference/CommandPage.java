package dev.jug.cli.reference;

import dev.jug.cli.command.CommandNames;
import dev.jug.cli.command.CommandTable;
import dev.jug.cli.command.CommandTable.Entry;
import dev.jug.door.Prepared.Line;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * What there is to say about a command.
 *
 * @param entry what it is, and where it belongs
 * @param parser knows its options
 */
record CommandPage(Entry entry, CommandLine parser) {
  /** Those of all commands, in the order in which people are shown them. */
  static List<CommandPage> all() {
    return CommandTable.ENTRIES.stream()
        .map(entry -> new CommandPage(entry, Line.of(entry.make().get()).parser()))
        .toList();
  }

  /** One word, or several: those of its groups before it. */
  String name() {
    return entry.name();
  }

  /** As it is typed. */
  String full() {
    return "jug " + name();
  }

  /** The name of its manual page. */
  String manual() {
    return full().replace(' ', '-');
  }

  /** Other words for it, in order. */
  List<String> others() {
    return CommandNames.others().entrySet().stream()
        .filter(other -> other.getValue().equals(name()))
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }

  /** What it does: sentences, the first in one line. */
  List<String> description() {
    return List.of(parser.getCommandSpec().usageMessage().description());
  }

  /** What is said below its options. */
  List<String> footer() {
    return List.of(parser.getCommandSpec().usageMessage().footer());
  }

  /** How it is called, in one line. */
  String synopsis() {
    var usage = parser.getCommandSpec().usageMessage();
    var custom = usage.customSynopsis();
    return custom.length > 0
        ? custom[0]
        : new Help(parser.getCommandSpec(), Help.defaultColorScheme(Ansi.OFF))
            .abbreviatedSynopsis()
            .strip();
  }

  /** In the order in which they are declared; without those nobody is shown. */
  List<OptionSpec> options() {
    return parser.getCommandSpec().options().stream().filter(option -> !option.hidden()).toList();
  }

  List<PositionalParamSpec> parameters() {
    return parser.getCommandSpec().positionalParameters().stream()
        .filter(parameter -> !parameter.hidden())
        .toList();
  }

  /** What is said of an option or a parameter, in one line. */
  static String said(ArgSpec argument) {
    return String.join(" ", argument.description());
  }

  /** What a value of an option is called: {@code memory-swap} for one without a name. */
  static String label(ArgSpec argument) {
    var label = argument.paramLabel();
    return label.startsWith("<")
        ? label
            .substring(1, label.length() - 1)
            .replaceAll("([A-Z])", "-$1")
            .toLowerCase(java.util.Locale.ROOT)
        : label;
  }

  /** Whether an option is followed by a value. */
  static boolean takesValue(OptionSpec option) {
    return option.arity().min() > 0;
  }
}
