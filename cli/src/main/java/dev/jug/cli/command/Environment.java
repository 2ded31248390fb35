package dev.jug.cli.command;

import dev.jug.door.Front;
import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.linux.fs.FileTrouble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Environment variables of a command line: given in full, or by name and taken from the caller. */
record Environment(Front front) {
  List<String> of(List<String> files, List<String> given) {
    var all = new ArrayList<String>();
    for (var file : files) {
      read(file).stream().filter(l -> !l.isBlank() && !l.startsWith("#")).forEach(l -> add(all, l));
    }
    given.forEach(text -> add(all, text));
    return all;
  }

  private List<String> read(String file) {
    var path = Path.of(front.request().directory()).resolve(file);
    try {
      return Files.readAllLines(path);
    } catch (IOException e) {
      throw new Invalid(
          "the environment file " + path + " cannot be read: " + FileTrouble.why(e), "");
    }
  }

  /** A name that the caller does not have either is left out, as Docker does. */
  private void add(List<String> all, String text) {
    if (text.isEmpty() || text.startsWith("=")) {
      throw new Invalid("invalid environment variable: " + text, "");
    }
    if (text.contains("=")) {
      all.add(text);
      return;
    }
    var value = front.request().environment().get(text);
    if (value != null) {
      all.add(text + "=" + value);
    }
  }
}
