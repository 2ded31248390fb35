package dev.jug.build.dockerfile.expand;

import java.util.ArrayList;
import java.util.List;

/** Collects words: blanks end one unless they are quoted. */
final class WordList {
  private final List<String> words = new ArrayList<>();
  private final StringBuilder word = new StringBuilder();
  private boolean open;

  /** Text in quotes, or escaped: it is part of a word even if it is empty. */
  void quoted(String text) {
    open = true;
    word.append(text);
  }

  /** Text outside of quotes. */
  void plain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isWhitespace(c)) {
        end();
      } else {
        open = true;
        word.append(c);
      }
    }
  }

  List<String> words() {
    end();
    return List.copyOf(words);
  }

  private void end() {
    if (open) {
      words.add(word.toString());
      word.setLength(0);
      open = false;
    }
  }
}
