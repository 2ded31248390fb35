package dev.jug.cli.reference;

import java.util.List;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * What there is to say about a command.
 *
 * @param section what it is about, as a heading
 * @param name one word, or several: those of its groups before it
 * @param others other words for it, in order
 * @param parser knows its options
 */
public record CommandPage(String section, String name, List<String> others, CommandLine parser) {
  public CommandPage {
    others = List.copyOf(others);
  }

  /** As it is typed. */
  String full() {
    return "jug " + name();
  }

  /** The name of its manual page. */
  String manual() {
    return full().replace(' ', '-');
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
            .toLowerCase(Locale.ROOT)
        : label;
  }

  /** Whether an option is followed by a value. */
  static boolean takesValue(OptionSpec option) {
    return option.arity().min() > 0;
  }
}
