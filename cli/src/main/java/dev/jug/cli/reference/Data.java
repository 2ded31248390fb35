package dev.jug.cli.reference;

import java.util.stream.Collectors;

/** What the scripts of bash and zsh know, as associative arrays. */
final class Data {
  private Data() {}

  /**
   * Assignments.
   *
   * @param form of one: the name of the array, the key, the value, none of which has a quote
   */
  static String of(Candidates candidates, String form) {
    var text = new StringBuilder();
    for (var page : candidates.pages()) {
      text.append(form.formatted("flags", page.name(), Candidates.flags(page)));
      text.append(form.formatted("takes", page.name(), Candidates.takes(page)));
      text.append(form.formatted("places", page.name(), Candidates.places(page)));
    }
    candidates.same().forEach((other, name) -> text.append(form.formatted("same", other, name)));
    return text.toString();
  }

  /** Commands behind which another program's words stand, with blanks around each. */
  static String taking(Candidates candidates) {
    return candidates.pages().stream()
        .filter(Candidates::takesCommand)
        .map(CommandPage::name)
        .collect(Collectors.joining(" ", " ", " "));
  }
}
