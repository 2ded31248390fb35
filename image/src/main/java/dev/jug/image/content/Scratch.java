package dev.jug.image.content;

import dev.jug.linux.fs.FileLock;
import dev.jug.linux.fs.Tree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A directory for the temporary files of one opened store. It is locked as long as its owner lives,
 * so that what the dead left can be told from what somebody uses. Thread-safe.
 */
public final class Scratch implements AutoCloseable {
  private static final String LOCK = "lock";

  private final StoreLayout layout;
  private @Nullable Path own;
  private @Nullable FileLock alive;

  Scratch(StoreLayout layout) {
    this.layout = layout;
  }

  /** Where files may lie that are as large as images; made when it is first asked for. */
  public synchronized Path directory() throws IOException {
    var made = own;
    if (made == null) {
      made = layout.scratch().resolve(UUID.randomUUID().toString());
      try (var _ = Waiting.forLock(layout.lock())) {
        Files.createDirectories(made);
        alive = FileLock.tryLock(made.resolve(LOCK)).orElseThrow();
      }
      own = made;
    }
    return made;
  }

  /**
   * Removes the directories of the dead.
   *
   * @return whether there were any
   */
  boolean clean() throws IOException {
    boolean found = false;
    try (var _ = Waiting.forLock(layout.lock());
        var directories = Files.list(layout.scratch())) {
      for (var directory : directories.toList()) {
        var dead = FileLock.tryLock(directory.resolve(LOCK));
        if (dead.isPresent()) {
          Tree.delete(directory);
          dead.get().close();
          found = true;
        }
      }
    }
    return found;
  }

  /** Removes the directory with all that is in it. */
  @Override
  public synchronized void close() {
    var made = own;
    var lock = alive;
    if (made == null || lock == null) {
      return;
    }
    try (lock) {
      Tree.delete(made);
    } catch (IOException e) {
      // Whoever opens the store next removes it: it is not locked any more.
      System.getLogger(Scratch.class.getName()).log(System.Logger.Level.DEBUG, "closing", e);
    }
    own = null;
  }
}
