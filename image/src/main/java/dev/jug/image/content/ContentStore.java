package dev.jug.image.content;

import dev.jug.image.content.Lease.Leases;
import dev.jug.image.error.ImageException;
import dev.jug.image.error.ImageException.Kind;
import dev.jug.linux.fs.AtomicFile;
import dev.jug.linux.fs.FileLock;
import dev.jug.linux.fs.OwnedDirectory;
import dev.jug.oci.image.Descriptor;
import dev.jug.oci.image.Digest;
import dev.jug.oci.image.DigestAlgorithm;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.security.DigestInputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Blobs by their digest. A blob is there wholly and verified, or not at all: it arrives in a file
 * of its own ({@link Ingest}), is synced, and gets its name at the end.
 *
 * <p>Thread-safe, and safe between processes. Who uses a blob that no image names yet says so with
 * a {@link Lease}, before it looks whether the blob is there.
 */
public final class ContentStore implements AutoCloseable {
  private final StoreLayout layout;
  private final Scratch scratch;
  private final Spare spare;

  /**
   * Opens the store below a directory, which is made if it is not there.
   *
   * @throws IOException if it cannot be made
   */
  public ContentStore(StoreLayout layout) throws IOException {
    this.layout = layout;
    this.scratch = new Scratch(layout);
    this.spare = new Spare(layout.spare());
    for (var algorithm : DigestAlgorithm.values()) {
      Files.createDirectories(layout.blobs().resolve(algorithm.word()));
    }
    Files.createDirectories(layout.partial());
    Files.createDirectories(layout.leases());
    Files.createDirectories(layout.scratch());
    spare.keep();
  }

  /** What all of it lies on. */
  public StoreDisk disk() {
    return new StoreDisk(layout.root().toString());
  }

  /** Writes down that something is gone; that works on a full disk too. */
  public void removing(StoreDisk.Change change) throws IOException {
    spare.use(change);
  }

  /** Where things lie. */
  public StoreLayout layout() {
    return layout;
  }

  /** Keeps others from changing names and from removing what is not used. Held for moments only. */
  public FileLock lock() throws IOException {
    return Waiting.forBriefLock(layout.lock());
  }

  /** Notes that a blob was used: in its file's time, for a blob itself never changes. */
  public void touch(Digest digest, Instant when) throws IOException {
    try {
      Files.setLastModifiedTime(layout.blob(digest), FileTime.from(when));
    } catch (NoSuchFileException _) {
      // It was removed meanwhile.
    }
  }

  /** When a blob was last used, or came; empty if it is not there. */
  public Optional<Instant> lastUse(Digest digest) throws IOException {
    try {
      return Optional.of(Files.getLastModifiedTime(layout.blob(digest)).toInstant());
    } catch (NoSuchFileException _) {
      return Optional.empty();
    }
  }

  /** Whether a blob is there. */
  public boolean has(Digest digest) {
    return Files.exists(layout.blob(digest));
  }

  /** How many bytes a blob has; -1 if it is not there. */
  public long size(Digest digest) throws IOException {
    try {
      return Files.size(layout.blob(digest));
    } catch (NoSuchFileException _) {
      return -1;
    }
  }

  /**
   * The bytes of a blob that is there.
   *
   * @throws ImageException if it is not there
   */
  public InputStream open(Digest digest) throws IOException {
    try {
      return Files.newInputStream(layout.blob(digest));
    } catch (NoSuchFileException e) {
      throw missing(digest, e);
    }
  }

  /**
   * The digest of what a blob's file contains now.
   *
   * @throws ImageException if it is not there
   */
  public Digest hash(Digest digest) throws IOException {
    var computation = Computation.start(digest.algorithm());
    try (var stream = new DigestInputStream(open(digest), computation)) {
      stream.transferTo(OutputStream.nullOutputStream());
    }
    return Digest.finish(digest.algorithm(), computation);
  }

  /**
   * All bytes of a small blob, verified again: what decides about other content must be right.
   *
   * @param most more bytes than this are refused
   * @throws ImageException if it is not there, too large, or not what its name says
   */
  public byte[] read(Digest digest, int most) throws IOException {
    try (var stream = open(digest)) {
      var bytes = stream.readNBytes(most + 1);
      if (bytes.length > most || !digest.matches(bytes)) {
        throw new ImageException(
            Kind.CORRUPT,
            "the stored blob " + digest + " is damaged: its content has another digest",
            "Remove the image and pull it again; 'jug system check' finds what else is damaged.");
      }
      return bytes;
    }
  }

  private static ImageException missing(Digest digest, NoSuchFileException why) {
    return new ImageException(
        Kind.NOT_FOUND, "blob " + digest + " is not in the store", "Pull the image again.", why);
  }

  /**
   * Begins, or goes on with, taking in a blob. Waits for others who do the same.
   *
   * @throws IOException if the disk fails
   */
  public Ingest ingest(Descriptor descriptor) throws IOException {
    return Ingest.open(layout, descriptor);
  }

  /**
   * Takes in a small blob at once, wholly or not at all.
   *
   * @throws IllegalArgumentException if the content has another digest
   */
  public void put(Digest digest, byte[] content) throws IOException {
    if (has(digest)) {
      return;
    }
    if (!digest.matches(content)) {
      throw new IllegalArgumentException("not the content of " + digest);
    }
    var file = scratch.directory().resolve("document-" + UUID.randomUUID());
    try {
      Files.write(file, content);
      adopt(file, digest);
    } finally {
      Files.deleteIfExists(file);
    }
  }

  /**
   * Takes over a file that is known to be a blob, for its digest was computed as it was written.
   *
   * @param file on the store's own disk; gone afterwards
   */
  public void adopt(Path file, Digest digest) throws IOException {
    try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(false);
    }
    Ingest.place(file, layout.blob(digest));
  }

  /** Temporary files of this process. */
  public Scratch scratch() {
    return scratch;
  }

  /**
   * Removes what processes left behind that died, but no blobs.
   *
   * @return whether there may also be blobs that nobody needs
   */
  public boolean clean() throws IOException {
    boolean found = OwnedDirectory.removeDead(layout.scratch());
    Partial.removeUseless(layout);
    try (var _ = lock()) {
      for (var file : layout.replaced()) {
        Files.deleteIfExists(AtomicFile.temporary(file));
      }
      return !Lease.all(layout).abandoned().isEmpty() || found;
    }
  }

  /** What operations left that did not come to their end; the store's lock must be held. */
  public List<Path> leftovers() throws IOException {
    var files = new ArrayList<>(OwnedDirectory.dead(layout.scratch()));
    files.addAll(partial().useless());
    files.addAll(Lease.all(layout).abandoned());
    for (var file : layout.replaced()) {
      if (Files.exists(AtomicFile.temporary(file))) {
        files.add(AtomicFile.temporary(file));
      }
    }
    return files;
  }

  /** A directory on the store's disk, for what is to be removed. */
  public OwnedDirectory trash() throws IOException {
    return OwnedDirectory.in(layout.scratch());
  }

  /** Begins an operation, whose digests nobody removes until it is closed. */
  public Lease lease() throws IOException {
    return Lease.begin(this);
  }

  /** What operations hold, and left behind; the store's lock must be held. */
  public Leases leases() throws IOException {
    return Lease.all(layout);
  }

  /** All blobs that are there. */
  public List<Digest> all() throws IOException {
    var all = new ArrayList<Digest>();
    for (var algorithm : DigestAlgorithm.values()) {
      try (var files = Files.list(layout.blobs().resolve(algorithm.word()))) {
        files
            .map(file -> Digest.tryParse(algorithm.word() + ":" + file.getFileName()))
            .flatMap(Optional::stream)
            .forEach(all::add);
      }
    }
    return all;
  }

  /** The file of a blob, whether it is there or not. */
  public Path path(Digest digest) {
    return layout.blob(digest);
  }

  /** What has arrived so far of blobs. */
  public Partial partial() {
    return new Partial(layout);
  }

  /** Removes temporary files. */
  @Override
  public void close() {
    scratch.close();
  }

  /**
   * Takes a blob's name away; one that is not there is fine.
   *
   * @param place directory on the store's disk where its content goes
   */
  public void withdraw(Digest digest, Path place) throws IOException {
    try {
      Files.move(layout.blob(digest), place.resolve(digest.hex()), StandardCopyOption.ATOMIC_MOVE);
    } catch (NoSuchFileException _) {
      // Somebody else was faster.
    }
  }

  /** Says that much was removed, so that there may be room to keep again. */
  public void removed() {
    spare.keep();
  }
}
