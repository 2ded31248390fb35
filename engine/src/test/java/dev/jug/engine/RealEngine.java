package dev.jug.engine;

import dev.jug.linux.fs.Tree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** An engine that starts real containers, in a directory of its own; nothing of both stays. */
final class RealEngine implements AutoCloseable {
  private final Path directory;
  private final Engine engine;

  RealEngine() throws IOException {
    directory = Files.createTempDirectory(Path.of("/run"), "jug");
    var config = new EngineConfig(directory.resolve("s"), directory.resolve("r"));
    var launcher = Path.of(System.getProperty("jug.root"), "native/build/jug-launcher");
    engine = Engine.open(config, launcher, 0);
  }

  Engine engine() {
    return engine;
  }

  /** Where it keeps all that it has. */
  Path directory() {
    return directory;
  }

  /** Where it has what lives no longer than the machine. */
  Path run() {
    return directory.resolve("r");
  }

  @Override
  public void close() throws IOException {
    engine.containers().forEach(container -> container.remove(true));
    engine.close();
    Tree.delete(directory);
  }
}
