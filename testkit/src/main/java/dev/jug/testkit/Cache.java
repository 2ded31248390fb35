package dev.jug.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.function.Consumer;

/** Folders that are costly to make, kept from run to run. */
final class Cache {
  private Cache() {}

  /**
   * The folder of this name; {@code make} fills it when it is not there. One process at a time, and
   * one thread: the lock is the process's.
   */
  static synchronized Path folder(String name, Consumer<Path> make) {
    var cache = home().resolve("jug-tests");
    var folder = cache.resolve(name);
    try {
      Files.createDirectories(cache);
      try (var file =
              FileChannel.open(lock(folder), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          var _ = file.lock()) {
        if (!Files.exists(folder)) {
          fill(folder, make);
        }
      }
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Half made is not made: it gets its name at the end. */
  private static void fill(Path folder, Consumer<Path> make) throws IOException {
    var half = folder.resolveSibling(folder.getFileName() + ".new");
    Commands.run("rm", "-rf", "--one-file-system", half.toString());
    make.accept(half);
    Files.move(half, folder);
  }

  private static Path lock(Path folder) {
    return folder.resolveSibling(folder.getFileName() + ".lock");
  }

  private static Path home() {
    return Optional.ofNullable(System.getenv("XDG_CACHE_HOME"))
        .filter(text -> !text.isEmpty())
        .map(Path::of)
        .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache"));
  }
}
