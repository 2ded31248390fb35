package dev.jug.build.dockerfile;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Joins lines to instructions: comments and continuations go, here-documents are taken out. */
final class LineReader {
  private final SourceText text;
  private final char escape;
  private final List<String> comments = new ArrayList<>();
  private int next = 1;

  LineReader(SourceText text, char escape) {
    this.text = text;
    this.escape = escape;
  }

  /** The next instruction; null at the end. */
  @Nullable LogicalLine next() {
    comments.clear();
    while (next <= text.count()) {
      var line = text.line(next).strip();
      if (isComment(line)) {
        comments.add(line.substring(1).strip());
      } else if (!line.isEmpty()) {
        return instruction();
      } else {
        comments.clear();
      }
      next++;
    }
    return null;
  }

  private LogicalLine instruction() {
    int first = next;
    var joined = join().strip();
    int end = 0;
    while (end < joined.length() && !Character.isWhitespace(joined.charAt(end))) {
      end++;
    }
    var keyword = joined.substring(0, end);
    var arguments = joined.substring(end).strip();
    var heredocs =
        takesHeredocs(keyword, arguments)
            ? new HeredocReader(text, escape).read(arguments, first, next)
            : HeredocReader.Found.none(next);
    next = heredocs.next();
    var origin = new Origin(range(first, next - 1), keyword, joined, comments);
    return new LogicalLine(origin, arguments, heredocs.heredocs());
  }

  /** Lines up to one that does not go on. */
  private String join() {
    var joined = new StringBuilder();
    boolean goesOn = true;
    while (goesOn && next <= text.count()) {
      var line = text.line(next++);
      if (isComment(line.strip()) || (line.isBlank() && !joined.isEmpty())) {
        continue;
      }
      int mark = continuation(line);
      goesOn = mark >= 0;
      joined.append(goesOn ? line.substring(0, mark) : line);
    }
    return joined.toString();
  }

  /** Where the escape is that makes a line go on; -1 if it does not. Two escapes are none. */
  private int continuation(String line) {
    int last = line.stripTrailing().length() - 1;
    boolean goesOn =
        last >= 0 && line.charAt(last) == escape && (last == 0 || line.charAt(last - 1) != escape);
    return goesOn ? last : -1;
  }

  private SourceRange range(int first, int last) {
    var line = text.line(first);
    int indent = line.length() - line.stripLeading().length();
    return new SourceRange(
        text.file(),
        new Position(first, indent + 1),
        new Position(last, Math.max(1, text.line(last).length())));
  }

  private static boolean isComment(String line) {
    return line.startsWith("#");
  }

  private static boolean takesHeredocs(String keyword, String arguments) {
    return switch (keyword.toUpperCase(Locale.ROOT)) {
      case "RUN", "COPY", "ADD" -> true;
      case "ONBUILD" -> {
        var words = arguments.split("\\s+", 2);
        yield words.length == 2 && takesHeredocs(words[0], words[1]);
      }
      default -> false;
    };
  }
}
