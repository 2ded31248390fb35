package dev.jug.cli.kube;

import dev.jug.door.Front;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The files that are named on a command line.
 *
 * @param front whose files they are
 */
record FileNames(Front front) {
  private static final String STANDARD_INPUT = "-";

  /** What a file is called when it is played: its name without the ending. */
  String played(String file) {
    if (file.equals(STANDARD_INPUT)) {
      return "stdin";
    }
    var name = String.valueOf(Path.of(file).getFileName());
    return name.replaceFirst("\\.(ya?ml|json)$", "");
  }

  /** All of it. */
  String text(String file) throws IOException {
    try (var in = open(file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private InputStream open(String file) throws IOException {
    return file.equals(STANDARD_INPUT)
        ? front.inputStream()
        : Files.newInputStream(Path.of(front.request().directory()).resolve(file));
  }
}
