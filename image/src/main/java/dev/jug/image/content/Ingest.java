package dev.jug.image.content;

import dev.jug.image.error.ImageException;
import dev.jug.image.error.ImageException.Kind;
import dev.jug.linux.fs.FileLock;
import dev.jug.linux.fs.Writeback;
import dev.jug.oci.image.Descriptor;
import dev.jug.oci.image.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.Objects;

/**
 * A blob on its way into the store. What has arrived stays when it is closed before its end, so
 * that the next try goes on from there; content that turns out to be wrong does not stay. Not
 * thread-safe.
 */
public final class Ingest implements AutoCloseable {
  private static final int BUFFER = 1 << 16;

  private final StoreLayout layout;
  private final Descriptor descriptor;
  private final Path file;
  private final FileLock lock;
  private final FileChannel channel;
  private final Writeback writeback;
  private final MessageDigest computation;
  private long offset;
  private boolean committed;

  private Ingest(StoreLayout layout, Descriptor descriptor, FileLock lock) throws IOException {
    this.layout = layout;
    this.descriptor = descriptor;
    this.file = layout.ingest(descriptor.digest());
    this.lock = lock;
    this.computation = Computation.start(descriptor.digest().algorithm());
    this.channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
    this.writeback = new Writeback(file);
  }

  static Ingest open(StoreLayout layout, Descriptor descriptor) throws IOException {
    while (true) {
      var file = layout.ingest(descriptor.digest());
      var lock = Waiting.forLock(file);
      try {
        // Whoever had it may have moved or removed the file that is locked now.
        if (lock.holds(file)) {
          var ingest = new Ingest(layout, descriptor, lock);
          ingest.resume();
          return ingest;
        }
      } catch (IOException | RuntimeException e) {
        lock.close();
        throw e;
      }
      lock.close();
    }
  }

  private void resume() throws IOException {
    if (channel.size() > descriptor.size()) {
      restart();
    }
    var buffer = ByteBuffer.allocate(BUFFER);
    while (channel.read(buffer) > 0) {
      computation.update(buffer.flip());
      offset += buffer.limit();
      buffer.clear();
    }
  }

  /** Forgets what has arrived. */
  public void restart() throws IOException {
    channel.truncate(0);
    channel.position(0);
    computation.reset();
    offset = 0;
  }

  /** What has arrived by now. */
  public InputStream arrived() throws IOException {
    return new BoundedStream(Files.newInputStream(file), offset);
  }

  /** How many bytes have arrived. */
  public long offset() {
    return offset;
  }

  /**
   * Adds bytes.
   *
   * @throws ImageException if there are more than the descriptor says
   * @throws IOException if the disk fails
   */
  public void write(byte[] bytes, int from, int count) throws IOException {
    if (offset + count > descriptor.size()) {
      throw wrong("it has more than the " + descriptor.size() + " bytes it should have");
    }
    var buffer = ByteBuffer.wrap(bytes, from, count);
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
    computation.update(bytes, from, count);
    offset += count;
    writeback.reached(offset);
  }

  /**
   * Verifies what has arrived and puts it in place, synced to disk.
   *
   * @throws ImageException if it is not what the descriptor says; then nothing of it stays
   * @throws IOException if the disk fails
   */
  public void commit() throws IOException {
    if (offset != descriptor.size()) {
      throw wrong("it has " + offset + " bytes instead of " + descriptor.size());
    }
    var actual = Digest.finish(descriptor.digest().algorithm(), computation);
    if (!actual.equals(descriptor.digest())) {
      throw wrong("its content has the digest " + actual);
    }
    channel.force(false);
    place(file, layout.blob(descriptor.digest()));
    committed = true;
  }

  /** Gives a blob that is synced to disk its name. */
  static void place(Path file, Path blob) throws IOException {
    Files.move(file, blob, StandardCopyOption.ATOMIC_MOVE);
    sync(Objects.requireNonNull(blob.getParent()));
  }

  private ImageException wrong(String why) throws IOException {
    Files.deleteIfExists(file);
    return new ImageException(
        Kind.CORRUPT,
        "blob " + descriptor.digest() + " is not what was asked for: " + why,
        "The source is damaged or lies; nothing of the blob was kept.");
  }

  private static void sync(Path folder) throws IOException {
    try (var opened = FileChannel.open(folder)) {
      opened.force(true);
    }
  }

  /** Ends it; an unfinished one can be gone on with, if anything has arrived. */
  @Override
  public void close() {
    try (lock;
        writeback) {
      channel.close();
      if (offset == 0 && !committed && lock.holds(file)) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      // Nothing was promised yet: a commit has synced what counts.
      System.getLogger(Ingest.class.getName()).log(System.Logger.Level.DEBUG, "closing " + file, e);
    }
  }
}
