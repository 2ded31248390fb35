package dev.jug.image.layer;

import dev.jug.linux.fs.DiskUsage;
import dev.jug.linux.fs.OwnedDirectory;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;

/**
 * Where layers are made before they get their names, and taken apart when they have lost them, each
 * in a directory of its own.
 */
public final class Staging {
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
    return new Begun(OwnedDirectory.in(folder));
  }

  /**
   * A layer that is being made, or removed.
   *
   * @param directory for nobody else
   */
  public record Begun(OwnedDirectory directory) implements AutoCloseable {
    /** Where its maker may have files. */
    public Path place() {
      return directory.path();
    }

    /** What becomes the layer: a file or a directory that its maker makes. */
    public Path result() {
      return place().resolve("layer");
    }

    /** The draft that gets this name when it is committed. */
    public LayerDriver.Draft of(Path target) {
      return new Made(this, target);
    }

    /** Removes what did not get a name. */
    @Override
    public void close() {
      try {
        directory.close();
      } catch (IOException e) {
        // The next cleaning tries again: nobody holds the lock any more.
        System.getLogger(Staging.class.getName())
            .log(System.Logger.Level.DEBUG, "removing " + place(), e);
      }
    }
  }

  /** A layer that waits for its name. */
  private record Made(Begun begun, Path target) implements LayerDriver.Draft {
    @Override
    public Path result() {
      return begun.result();
    }

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

  /** Takes a layer's name away at once; one that is not there is fine. */
  public LayerDriver.Withdrawn withdraw(Path layer) throws IOException {
    var begun = begin();
    try {
      Files.move(layer, begun.result(), StandardCopyOption.ATOMIC_MOVE);
    } catch (NoSuchFileException _) {
      // Then there is nothing to remove either.
    } catch (IOException | RuntimeException e) {
      begun.close();
      throw e;
    }
    return new Taken(begun);
  }

  /** A layer that has lost its name. */
  private record Taken(Begun begun) implements LayerDriver.Withdrawn {
    @Override
    public long bytes() throws IOException {
      return Files.exists(begun.result()) ? new DiskUsage().below(begun.result()) : 0;
    }

    @Override
    public void close() {
      begun.close();
    }
  }

  /** Removes what the dead left. */
  public void clean() throws IOException {
    OwnedDirectory.removeDead(folder);
  }

  /** What the dead left. */
  public List<Path> dead() throws IOException {
    return OwnedDirectory.dead(folder);
  }
}
