package dev.jug.door.template;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Cuts what stands between braces into words. */
final class Words {
  private static final Pattern WORD =
      Pattern.compile(
          """
          \\s*(?:(?<string>"(?:[^"\\\\]|\\\\.)*"|`[^`]*`)\
          |(?<number>-?[0-9]+(?:\\.[0-9]+)?)\
          |(?<fields>(?:\\$\\w*)?(?:\\.\\w+)+|\\.|\\$\\w*)\
          |(?<name>\\w+)\
          |(?<mark>:=|[|(),]))\
          """);

  private Words() {}

  /** The words in order. */
  static List<String> of(String action) {
    var words = new ArrayList<String>();
    var matcher = WORD.matcher(action);
    int at = 0;
    while (!action.substring(at).isBlank()) {
      if (!matcher.find(at) || matcher.start() != at) {
        throw new TemplateException("unexpected '" + action.substring(at).strip() + "'");
      }
      var word = matcher.group().strip();
      boolean ofParentheses =
          word.startsWith(".")
              && at > 0
              && action.charAt(at - 1) == ')'
              && matcher.start("fields") == at;
      words.add(ofParentheses ? ")" + word : word);
      at = matcher.end();
    }
    return words;
  }

  static boolean isString(String word) {
    return word.startsWith("\"") || word.startsWith("`");
  }

  /** What a word in quotes says. */
  static String unquoted(String word) {
    var inner = word.substring(1, word.length() - 1);
    return word.startsWith("`") ? inner : inner.translateEscapes();
  }
}
