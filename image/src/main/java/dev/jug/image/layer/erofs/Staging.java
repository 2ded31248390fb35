package dev.jug.image.layer.erofs;

import dev.jug.image.layer.LayerDriver;
import dev.jug.linux.fs.FileLock;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;

/**
 * Where layers are made before they get their names. A directory for each, locked by its maker: one
 * that is not locked belongs to the dead.
 */
final class Staging {
  private static final String LOCK = "lock";

  private final Path folder;

  Staging(Path folder) throws IOException {
    this.folder = Files.createDirectories(folder);
  }

  Begun begin(String name) throws IOException {
    var place = Files.createDirectory(folder.resolve(name));
    return new Begun(place, FileLock.tryLock(place.resolve(LOCK)).orElseThrow());
  }

  /** A layer that is being made. */
  record Begun(Path place, FileLock lock) {
    Path file() {
      return place.resolve("layer");
    }

    LayerDriver.Draft of(Path target) {
      return new Made(this, target);
    }

    void close() {
      try (lock) {
        Files.deleteIfExists(file());
        Files.deleteIfExists(place.resolve(LOCK));
        Files.deleteIfExists(place);
      } catch (IOException e) {
        // The next cleaning tries again: nobody holds the lock any more.
        System.getLogger(Staging.class.getName())
            .log(System.Logger.Level.DEBUG, "removing " + place, e);
      }
    }
  }

  /** A layer that waits for its name. */
  private record Made(Begun begun, Path target) implements LayerDriver.Draft {
    @Override
    public void commit() throws IOException {
      Files.move(begun.file(), target, StandardCopyOption.ATOMIC_MOVE);
      try (var parent = FileChannel.open(Objects.requireNonNull(target.getParent()))) {
        parent.force(true);
      }
    }

    @Override
    public void close() {
      begun.close();
    }
  }

  /** Removes what the dead left; young ones may be about to be locked. */
  void clean() throws IOException {
    try (var places = Files.list(folder)) {
      for (var place : places.toList()) {
        FileLock.tryLock(place.resolve(LOCK)).ifPresent(lock -> new Begun(place, lock).close());
      }
    }
  }
}
