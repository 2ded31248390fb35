package dev.jug.app.document;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A command in a document, and what it prints there. Only {@code console} blocks have some: a line
 * that begins with {@code # } is a command, those behind it are of its output, in their order; not
 * all have to be there. {@code …} stands for anything within a line.
 *
 * @param command as it is typed
 * @param shown lines of its output
 */
record Example(String command, List<String> shown) {
  private static final Pattern BLOCK = Pattern.compile("(?s)```console\n(.*?)```");
  private static final String PROMPT = "# ";

  Example {
    shown = List.copyOf(shown);
  }

  /** Those of a page, in their order. */
  static List<Example> of(Path page) throws IOException {
    var all = new ArrayList<Example>();
    var blocks = BLOCK.matcher(Files.readString(page));
    while (blocks.find()) {
      List<String> shown = new ArrayList<>();
      for (var line : blocks.group(1).lines().toList().reversed()) {
        if (line.startsWith(PROMPT)) {
          all.add(new Example(line.substring(PROMPT.length()), shown.reversed()));
          shown = new ArrayList<>();
        } else {
          shown.add(line);
        }
      }
      reverseFrom(all, blocks.group(1));
    }
    return all;
  }

  /** A block was read from its end. */
  private static void reverseFrom(List<Example> all, String block) {
    int count = (int) block.lines().filter(line -> line.startsWith(PROMPT)).count();
    var last = all.subList(all.size() - count, all.size());
    var turned = List.copyOf(last.reversed());
    last.clear();
    all.addAll(turned);
  }

  /** The first line that a text does not have where it should; empty if all are there. */
  String missingIn(String text) {
    int from = 0;
    var lines = text.lines().toList();
    for (var line : shown) {
      var pattern = pattern(line);
      while (from < lines.size() && !pattern.matcher(lines.get(from)).matches()) {
        from++;
      }
      if (from == lines.size()) {
        return line;
      }
      from++;
    }
    return "";
  }

  /** Whether the page shows that it fails: its message is there. */
  boolean fails() {
    return shown.stream().anyMatch(line -> line.startsWith("jug") && line.contains(": "));
  }

  private static Pattern pattern(String line) {
    return Pattern.compile(
        Pattern.compile("…")
            .splitAsStream(line.strip())
            .map(Pattern::quote)
            .collect(Collectors.joining(".*", "\\s*", line.endsWith("…") ? ".*" : "\\s*")));
  }
}
