package dev.jug.image.content;

import dev.jug.linux.fs.DiskUsage;
import dev.jug.linux.fs.FileLock;
import dev.jug.oci.image.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * What has arrived so far of blobs. It stays when a transfer breaks off, for the next one goes on
 * from there; until the blob is there, or nobody has come back for too long.
 */
public final class Partial {
  private final StoreLayout layout;

  Partial(StoreLayout layout) {
    this.layout = layout;
  }

  /** The files. */
  public List<Path> files() throws IOException {
    try (var files = Files.list(layout.partial())) {
      return files.toList();
    }
  }

  private static boolean isThere(Path file, StoreLayout layout) {
    return Digest.ofFileName(file.getFileName().toString())
        .filter(blob -> Files.exists(layout.blob(blob)))
        .isPresent();
  }

  /** Whether somebody fetches it just now. */
  public static boolean isArriving(Path file) throws IOException {
    var lock = FileLock.tryLockExisting(file);
    lock.ifPresent(FileLock::close);
    return lock.isEmpty() && Files.exists(file);
  }

  /**
   * Removes those that nobody fetches any more.
   *
   * @param before only such as nothing has arrived of since then
   * @return how much of the disk is free again
   */
  public long remove(Instant before) throws IOException {
    long bytes = 0;
    for (var file : files()) {
      bytes += remove(file, _ -> Files.getLastModifiedTime(file).toInstant().isBefore(before));
    }
    return bytes;
  }

  /** Removes what has arrived of these blobs, as far as nobody fetches them any more. */
  public void remove(Collection<Digest> blobs) throws IOException {
    for (var blob : blobs) {
      var _ = remove(layout.ingest(blob), _ -> true);
    }
  }

  /** Removes those that no transfer can go on with. */
  static void removeUseless(StoreLayout layout) throws IOException {
    for (var file : new Partial(layout).files()) {
      remove(file, f -> Files.size(f) == 0 || isThere(f, layout));
    }
  }

  private interface Choice {
    boolean takes(Path file) throws IOException;
  }

  private static long remove(Path file, Choice choice) throws IOException {
    var lock = FileLock.tryLockExisting(file);
    if (lock.isEmpty()) {
      return 0;
    }
    try (var held = lock.get()) {
      // Whoever had it may have made it a blob.
      if (!held.holds(file) || !choice.takes(file)) {
        return 0;
      }
      long bytes = new DiskUsage().of(file);
      Files.deleteIfExists(file);
      return bytes;
    } catch (NoSuchFileException _) {
      return 0;
    }
  }

  /** Those that no transfer can go on with: their blobs are there. */
  public List<Path> useless() throws IOException {
    var useless = new ArrayList<Path>();
    for (var file : files()) {
      if (isThere(file, layout) && !isArriving(file)) {
        useless.add(file);
      }
    }
    return useless;
  }
}
