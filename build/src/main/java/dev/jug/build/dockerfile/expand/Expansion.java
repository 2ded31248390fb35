package dev.jug.build.dockerfile.expand;

import dev.jug.build.dockerfile.expand.Expander.Quotes;
import java.util.List;

/** One pass over a text. */
final class Expansion {
  private static final int DEEPEST = 100;

  private final Scanner scanner;
  private final char escape;
  private final Quotes quotes;
  private final Substitution substitution;
  private int depth;

  Expansion(String text, char escape, Quotes quotes, Variables variables) {
    this.scanner = new Scanner(text);
    this.escape = escape;
    this.quotes = quotes;
    this.substitution = new Substitution(scanner, variables, this::operand);
  }

  String all() {
    var text = new StringBuilder();
    run(false, new Sink(text::append, text::append));
    return text.toString();
  }

  List<String> words() {
    var words = new WordList();
    run(false, new Sink(words::plain, words::quoted));
    return words.words();
  }

  /** What stands between an operator and the brace that ends it. */
  private String operand() {
    if (++depth > DEEPEST) {
      throw new BadSubstitutionException("syntax error: substitutions are nested too deep");
    }
    var text = new StringBuilder();
    run(true, new Sink(text::append, text::append));
    depth--;
    return text.toString();
  }

  private void run(boolean inBraces, Sink to) {
    while (!scanner.atEnd()) {
      char c = scanner.peek();
      if (inBraces && (c == '}' || (c == '/' && substitution.isReplacing()))) {
        return;
      }
      if (quotes == Quotes.TAKEN && (c == '\'' || c == '"')) {
        scanner.next();
        to.quoted().accept(c == '"' ? doubleQuoted() : singleQuoted());
      } else if (c == '$') {
        to.plain().accept(substitution.read());
      } else if (c == escape) {
        escaped(to);
      } else {
        to.plain().accept(String.valueOf(scanner.next()));
      }
    }
    if (inBraces) {
      throw Scanner.unclosed();
    }
  }

  private void escaped(Sink to) {
    scanner.next();
    if (quotes == Quotes.KEPT && !scanner.startsWith("$") && !scanner.startsWith(escape)) {
      to.plain().accept(String.valueOf(escape));
    } else if (!scanner.atEnd()) {
      to.quoted().accept(String.valueOf(scanner.next()));
    }
  }

  private String singleQuoted() {
    var text = new StringBuilder();
    while (true) {
      char c = scanner.next("single-quote");
      if (c == '\'') {
        return text.toString();
      }
      text.append(c);
    }
  }

  private String doubleQuoted() {
    var text = new StringBuilder();
    while (true) {
      if (scanner.startsWith("$")) {
        text.append(substitution.read());
        continue;
      }
      char c = scanner.next("double-quote");
      if (c == '"') {
        return text.toString();
      }
      if (c == escape) {
        char next = scanner.next("double-quote");
        text.append(next == '"' || next == '$' || next == escape ? "" : String.valueOf(escape));
        text.append(next);
      } else {
        text.append(c);
      }
    }
  }
}
