package dev.jug.cli.reference;

/** Text for troff, in the macros of man(7). */
final class Roff {
  private static final int LINE = 70;

  private final StringBuilder text = new StringBuilder();

  /** What stands at the beginning of a page. */
  Roff title(String name, String date, String version) {
    line(".TH \"%s\" 1 \"%s\" \"%s\" \"Jug\"".formatted(escaped(name), date, version));
    return this;
  }

  Roff section(String name) {
    return line(".SH " + name);
  }

  /** A paragraph of its own. */
  Roff paragraph(String words) {
    return line(".PP").words(words);
  }

  /** Text as it comes. */
  Roff words(String words) {
    var rest = words.strip();
    while (!rest.isEmpty()) {
      int end = end(rest);
      line(protect(escaped(rest.substring(0, end))));
      rest = rest.substring(end).strip();
    }
    return this;
  }

  /** Where a line of the page's text ends: before a word, if it would become long. */
  private static int end(String words) {
    if (words.length() <= LINE) {
      return words.length();
    }
    int blank = words.lastIndexOf(' ', LINE);
    int next = words.indexOf(' ', LINE);
    return blank > 0 ? blank : next > 0 ? next : words.length();
  }

  /**
   * A term and what it means.
   *
   * @param term is troff already
   */
  Roff item(String term, String meaning) {
    return line(".TP").line(protect(term)).words(meaning);
  }

  /** Lines that stay as they are. */
  Roff example(String lines) {
    line(".EX");
    lines.lines().forEach(each -> line(protect(escaped(each))));
    return line(".EE");
  }

  Roff line(String troff) {
    text.append(troff).append('\n');
    return this;
  }

  static String bold(String words) {
    return "\\fB" + escaped(words) + "\\fR";
  }

  static String italic(String words) {
    return "\\fI" + escaped(words) + "\\fR";
  }

  /** A hyphen would become another character, which nobody can type; others are named. */
  static String escaped(String words) {
    var out = new StringBuilder();
    words
        .codePoints()
        .forEach(each -> {
          switch (each) {
            case '\\' -> out.append("\\e");
            case '-' -> out.append("\\-");
            case '\'' -> out.append("\\(aq");
            case '`' -> out.append("\\(ga");
            case '^' -> out.append("\\(ha");
            case '~' -> out.append("\\(ti");
            default -> {
              if (each < 0x7f) {
                out.append((char) each);
              } else {
                out.append("\\[u%04X]".formatted(each));
              }
            }
          }
        });
    return out.toString();
  }

  /** A dot at its beginning would make a line a request. */
  private static String protect(String line) {
    return line.startsWith(".") ? "\\&" + line : line;
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
