package dev.jug.app.docker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A Dockerfile of the corpus: a text with sections that begin with two equals signs.
 *
 * @param about what it shows
 * @param options of the command
 * @param files of the context by path, the Dockerfile included
 * @param expected lines about the image: {@code file MODE OWNER PATH CONTENT}, {@code dir MODE
 *     OWNER PATH}, {@code link PATH TARGET}, {@code exists PATH}, {@code absent PATH}, {@code
 *     config FIELD VALUE}; a blank in a path is {@code \s}
 * @param failure what the build says when it fails, empty if it does not
 */
record BuildCase(
    String name,
    String about,
    List<String> options,
    Map<String, String> files,
    List<String> expected,
    String failure) {
  private static final String MARK = "== ";

  static BuildCase read(Path file) {
    try {
      return parse(file.getFileName().toString(), Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static BuildCase parse(String name, String text) {
    var files = new LinkedHashMap<String, String>();
    var options = new ArrayList<String>();
    var expected = new ArrayList<String>();
    var failure = "";
    var sections = List.of(("\n" + text).split("\n" + MARK, -1));
    for (var section : sections.subList(1, sections.size())) {
      int end = section.indexOf('\n');
      var title = List.of((end < 0 ? section : section.substring(0, end)).split(" ", 2));
      var body = end < 0 ? "" : section.substring(end + 1);
      switch (title.getFirst()) {
        case "options" -> options.addAll(List.of(title.get(1).split(" ")));
        case "file" -> files.put(title.get(1), body);
        case "dockerfile" -> files.put("Dockerfile", body + "\n");
        case "expect" -> body.lines().forEach(expected::add);
        case "fails" -> failure = body.strip();
        default -> throw new IllegalArgumentException(name + ": " + title);
      }
    }
    return new BuildCase(name, sections.getFirst().strip(), options, files, expected, failure);
  }

  /** Writes the context. */
  void write(Path folder) throws IOException {
    for (var file : files.entrySet()) {
      var path = folder.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue());
    }
  }

  @Override
  public String toString() {
    return name + ": " + about;
  }
}
