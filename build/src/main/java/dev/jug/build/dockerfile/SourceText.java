package dev.jug.build.dockerfile;

import dev.jug.build.error.DockerfileException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The lines of a Dockerfile, and mistakes in them. */
final class SourceText {
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private final String file;
  private final List<String> lines;

  SourceText(String file, String text) {
    this.file = file;
    var content = text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    this.lines =
        List.of(content.split("\n", -1)).stream().map(SourceText::withoutCarriageReturn).toList();
  }

  private static String withoutCarriageReturn(String line) {
    return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
  }

  String file() {
    return file;
  }

  List<String> lines() {
    return lines;
  }

  int count() {
    return lines.size();
  }

  /** A line by its number, from 1. */
  String line(int number) {
    return lines.get(number - 1);
  }

  DockerfileException mistake(int line, String what, String advice) {
    return mistake(line, what, advice, null);
  }

  DockerfileException mistake(int line, String what, String advice, @Nullable Throwable why) {
    return new DockerfileException(
        "dockerfile parse error on line " + line + ": " + what,
        file,
        line,
        line(line).strip(),
        advice,
        why);
  }
}
