package dev.jug.cli.reference;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Manual pages of section 1: one for {@code jug}, one for each command.
 *
 * @param pages what there is to say
 * @param date of the sources, such as 2026-11-30
 * @param version of Jug
 */
record ManualPages(List<CommandPage> pages, String date, String version) {
  /** Their texts, by name of file. */
  Map<String, String> texts() {
    var texts = new LinkedHashMap<String, String>();
    texts.put("jug.1", overview());
    pages.forEach(page -> texts.put(page.manual() + ".1", of(page)));
    return texts;
  }

  private String overview() {
    var page = new Roff().title("JUG", date, version);
    page.section("NAME").line("jug \\- container engine with Docker\\(aqs commands");
    page.section("SYNOPSIS")
        .words("jug COMMAND [OPTION...] [ARGUMENT...]")
        .section("DESCRIPTION")
        .words(
            "Runs containers of images, of directories, and of the machine itself (the image"
                + " host). The engine is started when it is needed.");
    for (var section : sections()) {
      page.line(".SS " + Roff.escaped(section));
      pages.stream()
          .filter(each -> each.section().equals(section))
          .forEach(each ->
              page.item(
                  Roff.bold(each.manual()) + "(1)",
                  each.description().isEmpty() ? "" : each.description().getFirst()));
    }
    exitCodes(page);
    environment(page);
    page.section("SEE ALSO").words("/usr/share/doc/jug");
    return page.toString();
  }

  private static void exitCodes(Roff page) {
    page.section("EXIT STATUS")
        .item("0", "Done; of run and exec: the program ended with 0.")
        .item("1", "Not done, with a message.")
        .item("125", "The command line makes no sense, or the container could not be made.")
        .item("126", "The program in the container cannot be executed.")
        .item("127", "There is no such program in the container.")
        .item("128+N", "Signal N has ended the program.")
        .words("Others are the program\u2019s own.");
  }

  private static void environment(Roff page) {
    page.section("ENVIRONMENT")
        .item(
            Roff.bold("JUG_SOCKET"),
            "Where commands look for the engine, default engine.sock in JUG_RUN.")
        .item(Roff.bold("JUG_RUN"), "The directory of an engine's sockets, default /run/jug.")
        .item(
            Roff.bold("JUG_STATE"), "The directory of images and containers, default /var/lib/jug.")
        .item(Roff.bold("JUG_CONFIG"), "Its settings, default /etc/jug/engine.json.")
        .item(Roff.bold("JUG_JAVA_HOME"), "The JDK it runs on.");
  }

  private String of(CommandPage page) {
    var text = new Roff().title(page.manual().toUpperCase(java.util.Locale.ROOT), date, version);
    var said = page.description();
    var summary = said.isEmpty() ? page.full() : said.getFirst().replaceFirst("\\.$", "");
    text.section("NAME").line(Roff.escaped(page.manual()) + " \\- " + Roff.escaped(summary));
    text.section("SYNOPSIS").words(page.synopsis());
    text.section("DESCRIPTION").words(String.join(" ", said));
    if (!page.others().isEmpty()) {
      text.paragraph("The same: jug " + String.join(", jug ", page.others()) + ".");
    }
    arguments(text, page);
    text.section("OPTIONS");
    page.options().forEach(option -> text.item(term(option), CommandPage.said(option)));
    var footer = String.join("\n", page.footer()).strip();
    if (!footer.isEmpty()) {
      text.section("NOTES").example(footer);
    }
    text.section("SEE ALSO").line(".BR jug (1)");
    return text.toString();
  }

  private static void arguments(Roff text, CommandPage page) {
    if (page.parameters().isEmpty()) {
      return;
    }
    text.section("ARGUMENTS");
    page.parameters()
        .forEach(parameter ->
            text.item(Roff.italic(CommandPage.label(parameter)), CommandPage.said(parameter)));
  }

  private static String term(OptionSpec option) {
    var names = Arrays.stream(option.names()).map(Roff::bold).collect(Collectors.joining(", "));
    return CommandPage.takesValue(option)
        ? names + "=" + Roff.italic(CommandPage.label(option))
        : names;
  }

  private List<String> sections() {
    return pages.stream().map(CommandPage::section).distinct().toList();
  }
}
