package dev.jug.cli.files;

import dev.jug.door.Front;
import dev.jug.door.FrontOutput;
import dev.jug.engine.error.EngineException.Invalid;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;

/** Where archives of a front's user come from and go to: files, or the standard streams. */
record Archives(Front front) {
  private static final int BUFFER = 1 << 16;

  /** Writes an archive. */
  @FunctionalInterface
  interface Writer {
    /** Writes all of it. */
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * Writes to a file, which is there wholly or not at all; or to standard output.
   *
   * @param file null for standard output
   * @throws Invalid if standard output is a terminal
   */
  void write(@Nullable String file, Writer writer) throws IOException {
    if (file != null) {
      writeFile(resolve(file), writer);
      return;
    }
    if (front.isTerminal(1)) {
      throw new Invalid("cowardly refusing to save to a terminal", "Use the -o flag or redirect.");
    }
    try (var out = new BufferedOutputStream(new FrontOutput(front), BUFFER)) {
      writer.writeTo(out);
    }
  }

  private static void writeFile(Path file, Writer writer) throws IOException {
    var unfinished = Files.createTempFile(file.toAbsolutePath().getParent(), ".jug", null);
    try {
      try (var out = new BufferedOutputStream(Files.newOutputStream(unfinished), BUFFER)) {
        writer.writeTo(out);
      }
      Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }

  /** Reads a file, or standard input if its name is {@code -}. */
  InputStream read(String file) throws IOException {
    return "-".equals(file) ? front.inputStream() : Files.newInputStream(resolve(file));
  }

  /** A path as the user's shell sees it. */
  Path resolve(String file) {
    return Path.of(front.request().directory()).resolve(file);
  }
}
