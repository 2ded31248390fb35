package dev.jug.build.dockerfile.expand;

import java.util.ArrayList;
import java.util.List;

/** Words between blanks, where quotes hold together; quotes and escapes stay as they are. */
public final class WordSplitter {
  private final String text;
  private final char escape;
  private int at;

  private WordSplitter(String text, char escape) {
    this.text = text;
    this.escape = escape;
  }

  /** The words of a line; a quote that nothing closes goes to the end. */
  public static List<String> split(String text, char escape) {
    var splitter = new WordSplitter(text, escape);
    var words = new ArrayList<String>();
    for (splitter.skipBlanks(); splitter.at < text.length(); splitter.skipBlanks()) {
      words.add(splitter.word());
    }
    return words;
  }

  private void skipBlanks() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  private String word() {
    int start = at;
    char quote = 0;
    for (; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == escape && quote != '\'' && at + 1 < text.length()) {
        at++;
      } else if (quote != 0) {
        quote = c == quote ? 0 : quote;
      } else if (c == '"' || c == '\'') {
        quote = c;
      } else if (Character.isWhitespace(c)) {
        break;
      }
    }
    return text.substring(start, at);
  }
}
