package dev.jug;

import dev.jug.engine.EngineConfig;
import dev.jug.engine.error.EngineException.Unavailable;
import dev.jug.linux.fs.FileLock;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.List;

/** The directories of engines in JVMs. */
final class Places {
  /** Where images and containers of a program are that does not say where. */
  static final Path DEFAULT = Path.of("/var/lib/jug-library");

  private static final Path RUN = Path.of("/run");

  private Places() {}

  /** An engine whose images and containers are in a directory. */
  static EngineConfig config(Path directory) {
    var state = directory.toAbsolutePath().normalize();
    var number = HexFormat.of().toHexDigits(state.toString().hashCode());
    return new EngineConfig(state, RUN.resolve("jug-library-" + number));
  }

  /**
   * Makes the directories, and keeps other engines out.
   *
   * @throws Unavailable if one is in there
   */
  static FileLock take(EngineConfig config) throws IOException {
    makePrivate(config.state());
    makePrivate(config.run());
    return FileLock.tryLock(config.state().resolve("engine.lock"))
        .orElseThrow(() ->
            new Unavailable(
                "another program uses the containers in " + config.state(),
                "Jug.open(directory) has images and containers of its own anywhere else."));
  }

  /** Removes what is of no use to the next engine: no container runs. */
  static void leave(EngineConfig config) throws IOException {
    for (var directory : List.of(config.run().resolve("live"), config.run())) {
      try {
        Files.deleteIfExists(directory);
      } catch (DirectoryNotEmptyException e) {
        return;
      }
    }
  }

  private static void makePrivate(Path directory) throws IOException {
    Files.createDirectories(directory);
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
  }
}
