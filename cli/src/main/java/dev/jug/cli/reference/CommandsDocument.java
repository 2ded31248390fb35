package dev.jug.cli.reference;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.OptionSpec;

/** The page of all commands, in Markdown. */
record CommandsDocument(List<CommandPage> pages) {
  private static final String HEAD =
      """
      # Commands

      Made of the commands' own description, which `jug COMMAND --help` and `man jug-COMMAND` show too; a test keeps it true. How
      commands compare with Docker's is in [compatibility.md](compatibility.md), what an engine is told once in
      [configuration.md](configuration.md).

      `jug container …` and `jug image …` stand before each command that is about them, as with docker. Words behind the first one that is no option
      belong to the container's program.

      """;

  String text() {
    var text = new StringBuilder(HEAD);
    for (var section : sections()) {
      text.append("- ").append(section).append(": ");
      text.append(
          of(section).stream()
              .map(page -> "[%s](#%s)".formatted(page.name(), anchor(page)))
              .collect(Collectors.joining(", ")));
      text.append('\n');
    }
    for (var section : sections()) {
      text.append("\n## ").append(section).append('\n');
      of(section).forEach(page -> add(text, page));
    }
    return text.toString();
  }

  private List<CommandPage> of(String section) {
    return pages.stream().filter(page -> page.section().equals(section)).toList();
  }

  private static String anchor(CommandPage page) {
    return page.full().replace(' ', '-');
  }

  private static void add(StringBuilder text, CommandPage page) {
    text.append("\n### ").append(page.full()).append("\n\n");
    text.append(escaped(String.join(" ", page.description()))).append("\n\n");
    text.append("    ").append(page.synopsis()).append("\n\n");
    if (!page.others().isEmpty()) {
      text.append("The same: `jug ");
      text.append(String.join("`, `jug ", page.others())).append("`.\n\n");
    }
    page.parameters()
        .forEach(each ->
            row(text, "*" + escaped(CommandPage.label(each)) + "*", CommandPage.said(each)));
    page.options().stream()
        .filter(option -> !option.usageHelp())
        .forEach(option -> row(text, term(option), CommandPage.said(option)));
    var footer = String.join(" ", page.footer()).strip();
    if (!footer.isEmpty()) {
      text.append('\n').append(escaped(footer)).append('\n');
    }
  }

  private static void row(StringBuilder text, String term, String meaning) {
    text.append("- ").append(term);
    text.append(meaning.isBlank() ? "" : ": " + escaped(meaning)).append('\n');
  }

  private static String term(OptionSpec option) {
    var names = Arrays.stream(option.names()).collect(Collectors.joining("`, `", "`", "`"));
    return CommandPage.takesValue(option)
        ? names + " *" + escaped(CommandPage.label(option)) + "*"
        : names;
  }

  /** What Markdown would take for its own. */
  private static String escaped(String words) {
    return words.replaceAll("([*_<>\\[\\]`|])", "\\\\$1");
  }

  private List<String> sections() {
    return pages.stream().map(CommandPage::section).distinct().toList();
  }
}
