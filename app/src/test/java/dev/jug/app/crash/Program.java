package dev.jug.app.crash;

import java.util.List;

/** What a container does. */
enum Program {
  /** Runs until it is told to end; one line says that it began, one that it was told. */
  STEADY("trap 'echo down; exit 7' TERM; echo up; while :; do sleep 100 & wait $!; done"),
  /** Writes numbers until it is told to end. */
  WRITER(
      "trap 'exit 7' TERM; echo up; i=0; while :; do echo $i; i=$((i+1)); sleep 0.02 & wait $!; done"),
  /** Writes three lines and ends. */
  SHORT("echo up; echo two >&2; echo three; exit 5");

  static final int STOPPED_CODE = 7;
  static final int SHORT_CODE = 5;

  private final String script;

  Program(String script) {
    this.script = script;
  }

  String script() {
    return script;
  }

  boolean runsOn() {
    return this != SHORT;
  }

  /**
   * What is wrong with its output; empty if nothing is. The lines of the two streams are each in
   * order, and between them nothing is promised.
   */
  String fault(List<String> lines) {
    return switch (this) {
      case STEADY -> steady(lines);
      case WRITER -> writer(lines);
      case SHORT -> brief(lines);
    };
  }

  private static String steady(List<String> lines) {
    var last = "down";
    for (var line : lines) {
      if (!line.equals("up") && (!line.equals("down") || last.equals("down"))) {
        return "'" + line + "' after '" + last + "'";
      }
      last = line;
    }
    return "";
  }

  private static String writer(List<String> lines) {
    int next = -1;
    for (var line : lines) {
      if (line.equals("up")) {
        next = 0;
      } else if (line.equals(Integer.toString(next))) {
        next++;
      } else {
        return "'" + line + "' instead of " + next;
      }
    }
    return "";
  }

  private static String brief(List<String> lines) {
    for (var word : List.of("up", "two", "three")) {
      long count = lines.stream().filter(word::equals).count();
      if (3 * count != lines.size()) {
        return "'" + word + "' " + count + " times in " + lines;
      }
    }
    return "";
  }
}
