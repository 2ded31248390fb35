package dev.jug.image.make;

import dev.jug.image.error.ImageException;
import dev.jug.image.error.ImageException.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A line as a Dockerfile has it.
 *
 * @param name in capital letters
 * @param rest what follows
 */
record Instruction(String name, String rest) {
  static Instruction parse(String line) {
    var text = line.strip();
    int blank = text.indexOf(' ');
    if (blank < 0) {
      throw invalid(line, "expected an instruction and its arguments");
    }
    var name = text.substring(0, blank).toUpperCase(Locale.ROOT);
    return new Instruction(name, text.substring(blank).strip());
  }

  private static ImageException invalid(String line, String why) {
    return new ImageException(
        Kind.INVALID,
        "invalid change '" + line + "': " + why,
        "Changes look like 'ENV NAME=value' or 'CMD [\"program\", \"argument\"]'.");
  }

  ImageException invalid(String why) {
    return invalid(name + " " + rest, why);
  }

  /** A command: a list in JSON, or a line for the shell. */
  List<String> command() {
    return rest.startsWith("[") ? list() : List.of("/bin/sh", "-c", rest);
  }

  /** Words, or a list in JSON. */
  List<String> words() {
    return rest.startsWith("[") ? list() : split();
  }

  private List<String> list() {
    return JsonWords.parse(rest).orElseThrow(() -> invalid("expected a JSON list of texts"));
  }

  /** {@code NAME=value} several times; or one name and all the rest as its value. */
  Map<String, String> pairs() {
    var words = split();
    var pairs = new LinkedHashMap<String, String>();
    if (!words.isEmpty() && words.getFirst().indexOf('=') < 0) {
      if (words.size() < 2) {
        throw invalid("expected NAME=value");
      }
      pairs.put(words.getFirst(), rest.substring(words.getFirst().length()).strip());
      return pairs;
    }
    for (var word : words) {
      int equals = word.indexOf('=');
      if (equals < 1) {
        throw invalid("expected NAME=value instead of '" + word + "'");
      }
      pairs.put(word.substring(0, equals), word.substring(equals + 1));
    }
    return pairs;
  }

  /** At blanks, but not at those in quotes or behind a backslash. */
  private List<String> split() {
    var words = new ArrayList<String>();
    var word = new StringBuilder();
    char quote = 0;
    for (int i = 0; i < rest.length(); i++) {
      char c = rest.charAt(i);
      if (c == '\\' && quote != '\'' && i + 1 < rest.length()) {
        word.append(rest.charAt(++i));
      } else if (quote == 0 && (c == '"' || c == '\'')) {
        quote = c;
      } else if (c == quote) {
        quote = 0;
      } else if (quote == 0 && Character.isWhitespace(c)) {
        add(words, word);
      } else {
        word.append(c);
      }
    }
    if (quote != 0) {
      throw invalid("a quote is not closed");
    }
    add(words, word);
    return words;
  }

  private static void add(List<String> words, StringBuilder word) {
    if (!word.isEmpty()) {
      words.add(word.toString());
      word.setLength(0);
    }
  }
}
