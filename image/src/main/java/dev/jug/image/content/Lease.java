package dev.jug.image.content;

import dev.jug.linux.fs.FileLock;
import dev.jug.oci.image.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Digests that an operation uses although no image names them yet. It ends with its process: the
 * file stays locked as long as somebody lives who needs it. Thread-safe.
 */
public final class Lease implements AutoCloseable {
  private final ContentStore store;
  private final Path file;
  private final FileLock lock;

  private Lease(ContentStore store, Path file, FileLock lock) {
    this.store = store;
    this.file = file;
    this.lock = lock;
  }

  static Lease begin(ContentStore store) throws IOException {
    var file = store.layout().leases().resolve(UUID.randomUUID().toString());
    try (var _ = store.lock()) {
      return new Lease(store, file, FileLock.tryLock(file).orElseThrow());
    }
  }

  /**
   * Holds these digests from now on. Whoever asks afterwards whether they are in the store can rely
   * on the answer.
   */
  public void add(Collection<Digest> digests) throws IOException {
    var lines = digests.stream().map(digest -> digest + "\n").collect(Collectors.joining());
    try (var _ = store.lock()) {
      Files.writeString(file, lines, StandardOpenOption.APPEND);
    }
  }

  /** Whether the dead left some; the store's lock must be held. */
  static boolean hasAbandoned(StoreLayout layout) throws IOException {
    try (var files = Files.list(layout.leases())) {
      for (var file : files.toList()) {
        var abandoned = FileLock.tryLock(file);
        if (abandoned.isPresent()) {
          abandoned.get().close();
          return true;
        }
      }
    }
    return false;
  }

  /**
   * All digests that are held; the store's lock must be held too. Leases of the dead are removed.
   */
  static Set<Digest> held(StoreLayout layout) throws IOException {
    var held = new HashSet<Digest>();
    try (var files = Files.list(layout.leases())) {
      for (var file : files.toList()) {
        var abandoned = FileLock.tryLock(file);
        if (abandoned.isPresent()) {
          Files.deleteIfExists(file);
          abandoned.get().close();
        } else {
          Files.readString(file, StandardCharsets.UTF_8)
              .lines()
              .map(Digest::parse)
              .forEach(held::add);
        }
      }
    }
    return held;
  }

  /** Lets go. */
  @Override
  public void close() {
    try (lock) {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      // It is not locked any more, so the next collection removes it.
      System.getLogger(Lease.class.getName()).log(System.Logger.Level.DEBUG, "removing " + file, e);
    }
  }
}
