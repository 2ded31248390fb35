package dev.jug;

import dev.jug.linux.fs.Tree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** A directory that tests open engines in. */
public final class JugDirectory {
  private JugDirectory() {}

  /** Removes it; no engine is open in it. */
  public static void delete(Path directory) {
    try {
      Tree.delete(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
