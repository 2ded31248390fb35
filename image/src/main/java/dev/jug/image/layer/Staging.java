package dev.jug.image.layer;

import dev.jug.linux.fs.FileLock;
import dev.jug.linux.fs.Tree;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * Where layers are made before they get their names, and taken apart when they have lost them. A
 * directory for each, locked by whoever works there: one that is not locked belongs to the dead.
 */
public final class Staging {
  private static final String LOCK = "lock";
  private static final Duration MOMENT = Duration.ofMinutes(1);

  private final Path folder;

  /**
   * A place for drafts.
   *
   * @param folder on the file system of the layers; made if it is not there
   * @throws IOException if it cannot be made
   */
  public Staging(Path folder) throws IOException {
    this.folder = Files.createDirectories(folder);
  }

  /** Begins a draft; whoever begins it ends it. */
  public Begun begin() throws IOException {
    var id = UUID.randomUUID().toString();
    var unlocked = Files.createDirectory(folder.resolve("." + id));
    var lock = FileLock.tryLock(unlocked.resolve(LOCK)).orElseThrow();
    var place = folder.resolve(id);
    Files.move(unlocked, place, StandardCopyOption.ATOMIC_MOVE);
    return new Begun(place, lock);
  }

  /**
   * A layer that is being made.
   *
   * @param place its directory, for nobody else
   * @param lock held until it is closed
   */
  public record Begun(Path place, FileLock lock) {
    /** What becomes the layer: a file or a directory that its maker makes. */
    public Path result() {
      return place.resolve("layer");
    }

    /** The draft that gets this name when it is committed. */
    public LayerDriver.Draft of(Path target) {
      return new Made(this, target);
    }

    /** Removes what did not get a name. */
    public void close() {
      try (lock) {
        Tree.delete(place);
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
      try {
        Files.move(begun.result(), target, StandardCopyOption.ATOMIC_MOVE);
      } catch (FileSystemException e) {
        if (Files.isDirectory(target)) {
          // Somebody else was faster; the same layer is as good.
          return;
        }
        throw e;
      }
      try (var parent = FileChannel.open(Objects.requireNonNull(target.getParent()))) {
        parent.force(true);
      }
    }

    @Override
    public void close() {
      begun.close();
    }
  }

  /** Takes a layer's name away at once, and then the layer; one that is not there is fine. */
  public void remove(Path layer) throws IOException {
    if (!Files.exists(layer)) {
      return;
    }
    var begun = begin();
    try {
      Files.move(layer, begun.result(), StandardCopyOption.ATOMIC_MOVE);
    } finally {
      begun.close();
    }
  }

  /** Removes what the dead left. */
  public void clean() throws IOException {
    try (var places = Files.list(folder)) {
      for (var place : places.toList()) {
        if (!isAboutToBeLocked(place)) {
          FileLock.tryLock(place.resolve(LOCK)).ifPresent(lock -> new Begun(place, lock).close());
        }
      }
    }
  }

  private static boolean isAboutToBeLocked(Path place) throws IOException {
    return place.getFileName().toString().startsWith(".")
        && Files.getLastModifiedTime(place).toInstant().isAfter(Instant.now().minus(MOMENT));
  }
}
