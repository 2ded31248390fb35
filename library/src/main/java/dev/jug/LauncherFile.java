package dev.jug;

import dev.jug.engine.error.EngineException.Unavailable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The launcher, which this jar carries, as a file for as long as an engine needs to read it. */
record LauncherFile(Path path) implements AutoCloseable {
  private static final String NAME = "jug-launcher";

  /**
   * Writes it.
   *
   * @param directory nobody else may write to it
   */
  static LauncherFile in(Path directory) throws IOException {
    try (var program = LauncherFile.class.getResourceAsStream(NAME)) {
      if (program == null) {
        throw new Unavailable(
            "this build of the library has no launcher", "Run ./jug once, and build it again.");
      }
      var file = new LauncherFile(Files.createTempFile(directory, NAME, ""));
      try (var out = Files.newOutputStream(file.path())) {
        program.transferTo(out);
      } catch (IOException e) {
        file.close();
        throw e;
      }
      return file;
    }
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(path);
  }
}
