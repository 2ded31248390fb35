package dev.jug.build.dockerfile;

import dev.jug.build.dockerfile.expand.WordSplitter;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Takes the here-documents of an instruction out of the lines below it. */
final class HeredocReader {
  private static final Pattern MARK = Pattern.compile("([0-9]*)<<(-?)([^<]+)");

  private final SourceText text;
  private final char escape;

  HeredocReader(SourceText text, char escape) {
    this.text = text;
    this.escape = escape;
  }

  /**
   * What was found.
   *
   * @param next the line after the last here-document, from 1
   */
  record Found(List<Heredoc> heredocs, int next) {
    static Found none(int next) {
      return new Found(List.of(), next);
    }
  }

  /**
   * Reads all that a line names.
   *
   * @param first the line of the instruction, for messages
   * @param next the line where the first here-document begins
   */
  Found read(String arguments, int first, int next) {
    var heredocs = new ArrayList<Heredoc>();
    int line = next;
    for (var word : WordSplitter.split(arguments, escape)) {
      var mark = mark(word, escape);
      if (mark == null) {
        continue;
      }
      var content = new StringBuilder();
      while (!ends(mark, first, line)) {
        content.append(text.line(line++)).append('\n');
      }
      line++;
      heredocs.add(
          new Heredoc(
              mark.name(), mark.expand(), mark.stripTabs(), mark.descriptor(), content.toString()));
    }
    return new Found(heredocs, line);
  }

  private boolean ends(Heredoc mark, int first, int line) {
    if (line > text.count()) {
      throw text.mistake(
          first, "unterminated heredoc", "a line with " + mark.name() + " alone must follow below");
    }
    var found = text.line(line);
    return mark.name().equals(mark.stripTabs() ? found.replaceAll("^\t+", "") : found);
  }

  /** What a word such as {@code <<-"EOF"} announces, without content; null if it does not. */
  static @Nullable Heredoc mark(String word, char escape) {
    var match = MARK.matcher(word);
    if (!match.matches()) {
      return null;
    }
    var name = plain(match.group(3), escape);
    boolean quoted = !name.equals(match.group(3));
    return name.isEmpty()
        ? null
        : new Heredoc(name, !quoted, !match.group(2).isEmpty(), descriptor(match), "");
  }

  private static int descriptor(Matcher match) {
    var digits = match.group(1);
    return digits.isEmpty() || digits.length() > 4 ? 0 : Integer.parseInt(digits);
  }

  private static String plain(String word, char escape) {
    return word.replaceAll("[\"']", "").replace(String.valueOf(escape), "");
  }
}
