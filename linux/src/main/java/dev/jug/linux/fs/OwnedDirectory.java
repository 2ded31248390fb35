package dev.jug.linux.fs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * A directory that belongs to whoever made it, and goes with its maker: it has a lock beside it,
 * which ends with the process. So everybody can tell what the living use from what the dead left.
 */
public final class OwnedDirectory implements AutoCloseable {
  private static final String LOCK = ".lock";

  private final Path path;
  private final FileLock lock;

  private OwnedDirectory(Path path, FileLock lock) {
    this.path = path;
    this.lock = lock;
  }

  /**
   * Makes one.
   *
   * @param parent for such directories and nothing else
   * @throws IOException if it cannot be made
   */
  public static OwnedDirectory in(Path parent) throws IOException {
    while (true) {
      var path = parent.resolve(UUID.randomUUID().toString());
      var lock = FileLock.tryLock(lockOf(path));
      // Whoever removes what the dead left may take a lock for theirs that was made just now.
      if (lock.isPresent() && lock.get().holds(lockOf(path))) {
        return locked(path, lock.get());
      }
      lock.ifPresent(FileLock::close);
    }
  }

  private static OwnedDirectory locked(Path path, FileLock lock) throws IOException {
    try {
      return new OwnedDirectory(Files.createDirectory(path), lock);
    } catch (IOException e) {
      lock.close();
      throw e;
    }
  }

  private static Path lockOf(Path path) {
    return path.resolveSibling(path.getFileName() + LOCK);
  }

  /** Where it is. */
  public Path path() {
    return path;
  }

  /**
   * Removes it with all that is in it.
   *
   * @throws IOException if something cannot be removed; the next {@link #removeDead} tries again
   */
  @Override
  public void close() throws IOException {
    try (lock) {
      Tree.delete(path);
      Files.deleteIfExists(lockOf(path));
    }
  }

  /**
   * Removes those whose makers are dead.
   *
   * @return whether there were any
   */
  public static boolean removeDead(Path parent) throws IOException {
    return !dead(parent, Tree::delete).isEmpty();
  }

  /** Those whose makers are dead, but for such as somebody is removing just now. */
  public static List<Path> dead(Path parent) throws IOException {
    return dead(parent, _ -> {});
  }

  private interface Act {
    void on(Path dead) throws IOException;
  }

  private static List<Path> dead(Path parent, Act act) throws IOException {
    var dead = new ArrayList<Path>();
    for (var path : all(parent)) {
      var lock = FileLock.tryLock(lockOf(path));
      if (lock.isPresent()) {
        try (var held = lock.get()) {
          if (isDead(path, held, act)) {
            dead.add(path);
          }
        }
      }
    }
    return dead;
  }

  /** Its maker may have removed it between the look and the lock. */
  private static boolean isDead(Path path, FileLock held, Act act) throws IOException {
    boolean found = held.holds(lockOf(path)) && Files.exists(path);
    if (found) {
      act.on(path);
    }
    if (held.holds(lockOf(path)) && !Files.exists(path)) {
      Files.deleteIfExists(lockOf(path));
    }
    return found;
  }

  private static Set<Path> all(Path parent) throws IOException {
    try (var entries = Files.list(parent)) {
      return entries
          .map(entry -> entry.getFileName().toString())
          .map(
              name -> name.endsWith(LOCK) ? name.substring(0, name.length() - LOCK.length()) : name)
          .map(parent::resolve)
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }
}
