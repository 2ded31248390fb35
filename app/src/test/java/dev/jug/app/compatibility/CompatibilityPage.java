package dev.jug.app.compatibility;

import java.util.List;

/** The page of what works, of the tables that tests have tried. */
final class CompatibilityPage {
  private static final String HEAD =
      """
      # What of Docker works

      This page is made of two tables, and each line of them is tried by a test with the stock docker client or the raw API
      (`dev.jug.app.compatibility`): nothing says *works* that was not seen to work. What *differs* says how. A flag that is
      *not yet* there is refused with a sentence, and none is left out in silence; an endpoint that is not there answers 404,
      405 or 501.

      """;

  private final StringBuilder text = new StringBuilder(HEAD);

  static String make() {
    var page = new CompatibilityPage();
    page.flags(Section.read("run-flags.txt"));
    page.endpoints(Section.read("endpoints.txt"));
    return page.text.toString();
  }

  private void flags(List<Section> flags) {
    long refused = flags.stream().filter(flag -> flag.find("refused").isPresent()).count();
    text.append(
        "## Flags of docker run: %d of %d%n%n".formatted(flags.size() - refused, flags.size()));
    text.append("| flag | | seen |\n| --- | --- | --- |\n");
    flags.forEach(flag -> row("`" + flag.name() + "`", status(flag), seen(flag)));
    text.append('\n');
  }

  private static String status(Section section) {
    var differs = section.find("differs").map(how -> ": " + how).orElse("");
    if (section.find("refused").isPresent() || section.find("none").isPresent()) {
      return "not yet" + differs + section.find("none").map(what -> ": " + what).orElse("");
    }
    return differs.isEmpty() ? "works" : "differs" + differs;
  }

  private static String seen(Section flag) {
    if (flag.find("see").isPresent()) {
      return simple(flag.value("see"));
    }
    if (flag.find("refused").isPresent()) {
      return "*" + flag.value("refused") + "*";
    }
    return flag.find("inspect").isPresent() ? "in `docker inspect`" : "in the container";
  }

  private static String simple(String test) {
    return "`" + test.replaceAll("^([a-z]+\\.)+", "") + "`";
  }

  private void endpoints(List<Section> endpoints) {
    long there = endpoints.stream().filter(one -> one.find("see").isPresent()).count();
    text.append("## Endpoints: %d of %d%n%n".formatted(there, endpoints.size()));
    text.append("| endpoint | | seen by |\n| --- | --- | --- |\n");
    endpoints.forEach(one ->
        row(
            "`" + one.name() + "`",
            status(one),
            one.find("see").map(CompatibilityPage::simple).orElse("")));
  }

  private void row(String... cells) {
    text.append("| ").append(String.join(" | ", cells).replaceAll("  +", " ")).append(" |\n");
  }
}
