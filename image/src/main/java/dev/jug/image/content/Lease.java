package dev.jug.image.content;

import dev.jug.linux.fs.FileLock;
import dev.jug.oci.image.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * An operation that may leave something behind: digests that it uses although no image names them
 * yet, or that no image names any more. Its file is locked as long as the operation lives. If it
 * does not come to its end, whether it fails or is killed, the file stays: then whoever collects
 * next knows that there is something to collect. Thread-safe.
 */
public final class Lease implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Lease.class.getName());

  private final ContentStore store;
  private final Path file;
  private final FileLock lock;
  private boolean done;

  private Lease(ContentStore store, Path file, FileLock lock) {
    this.store = store;
    this.file = file;
    this.lock = lock;
  }

  static Lease begin(ContentStore store) {
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

  /** Holds nothing any more: what there is may be collected. */
  public void letGo() throws IOException {
    try (var _ = store.lock()) {
      Files.writeString(file, "");
    }
  }

  /** Says that nothing is left behind that nobody needs. */
  public synchronized void done() {
    done = true;
  }

  /**
   * The leases there are.
   *
   * @param held what the living hold
   * @param abandoned files of operations that did not come to their end
   */
  public record Leases(Set<Digest> held, List<Path> abandoned) {
    /** Says that what they left is collected. */
    public void forgetAbandoned() throws IOException {
      for (var file : abandoned) {
        Files.deleteIfExists(file);
      }
    }
  }

  /** All that there are; the store's lock must be held. */
  static Leases all(StoreLayout layout) throws IOException {
    var all = new Leases(new HashSet<>(), new ArrayList<>());
    try (var files = Files.list(layout.leases())) {
      for (var file : files.toList()) {
        look(file, all);
      }
    }
    return all;
  }

  private static void look(Path file, Leases all) throws IOException {
    var abandoned = FileLock.tryLockExisting(file);
    if (abandoned.isPresent()) {
      all.abandoned().add(file);
      abandoned.get().close();
      return;
    }
    try {
      for (var line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
        all.held().add(Digest.parse(line));
      }
    } catch (NoSuchFileException _) {
      // It has come to its end meanwhile.
    }
  }

  /** Ends it. */
  @Override
  public synchronized void close() {
    try (lock) {
      if (done) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      // It is not locked any more, so the next collection removes it.
      LOG.log(System.Logger.Level.DEBUG, "removing " + file, e);
    }
  }
}
