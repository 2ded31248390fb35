package dev.jug.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** The words of a command, without values that may be secrets: an audit is read by others. */
final class AuditedWords {
  private static final Set<String> SECRETIVE =
      Set.of("-e", "--env", "--build-arg", "-p", "--password", "--secret");

  private static final Pattern JOINED =
      Pattern.compile("(--env|--build-arg|--password)=.*|-e[^-=]+=.*");

  private AuditedWords() {}

  /** On one line; a name stays, what it is set to does not. */
  static String of(List<String> words) {
    var shown = new ArrayList<String>();
    boolean isLogin = !words.isEmpty() && words.getFirst().equals("login");
    var before = "";
    for (var word : words) {
      boolean isValue =
          SECRETIVE.contains(before) && (isLogin || (!before.equals("-p") && word.contains("=")));
      shown.add(isValue || JOINED.matcher(word).matches() ? hidden(word) : word);
      before = word;
    }
    return String.join(" ", shown);
  }

  private static String hidden(String word) {
    int from = word.startsWith("--") ? word.indexOf('=') + 1 : 0;
    int equals = word.indexOf('=', from);
    return equals < 0 ? word.substring(0, from) + "***" : word.substring(0, equals + 1) + "***";
  }
}
