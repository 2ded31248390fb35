package dev.jug.architecture;

import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * What a package says of itself first.
 *
 * @param name as Java has it
 * @param folder where its sources are, from the root
 * @param sentence the first one of its Javadoc, as Markdown
 */
record PackageSentence(String name, Path folder, String sentence) {
  private static final Pattern COMMENT = Pattern.compile("(?s)/\\*\\*(.*?)(?:<p>|<pre>|\\*/)");
  private static final Pattern PACKAGE = Pattern.compile("(?m)^package ([\\w.]+);");
  private static final Pattern TAG = Pattern.compile("\\{@\\w+ ([^}]*)}");

  static PackageSentence read(Path packageInfo) {
    var text = Repository.text(packageInfo);
    return new PackageSentence(
        first(PACKAGE, text),
        packageInfo.getParent(),
        sentence(first(COMMENT, text).replaceAll("\\n \\*", " ").replaceAll("\\s+", " ").strip()));
  }

  static boolean isOne(Path path) {
    return path.endsWith("package-info.java");
  }

  private static String first(Pattern pattern, String text) {
    var found = pattern.matcher(text);
    if (!found.find()) {
      throw new AssertionError("nothing like " + pattern + " in " + text);
    }
    return found.group(1);
  }

  private static String sentence(String comment) {
    var first = comment.split("(?<=[.]) (?=[A-Z])", 2)[0];
    return TAG.matcher(first).replaceAll("`$1`").replace("|", "\\|");
  }
}
