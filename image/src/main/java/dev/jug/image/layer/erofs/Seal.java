package dev.jug.image.layer.erofs;

import dev.jug.oci.image.Digest;
import dev.jug.oci.image.DigestAlgorithm;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;

/**
 * What a layer's file is like, written into its first bytes, which the kernel does not look at: so
 * it can be told later whether the file still is what it was. The archive within has a digest of
 * its own, the layer's name.
 *
 * @param archive how many bytes it has
 * @param metadata where the metadata begins
 * @param end how long the file is
 * @param digest of the head and the metadata
 */
record Seal(long archive, long metadata, long end, Digest digest) {
  /** {@code JUGLAYR1}. */
  private static final long MAGIC = 0x4a55474c41595231L;

  private static final int BUFFER = 1 << 16;

  /** A file's, as it is now. */
  static Seal of(FileChannel file, long archive, long metadata) throws IOException {
    return new Seal(archive, metadata, file.size(), digest(file, metadata));
  }

  private static Digest digest(FileChannel file, long metadata) throws IOException {
    var computation = DigestAlgorithm.SHA256.start();
    update(computation, file, Format.HEAD, Format.ARCHIVE);
    update(computation, file, metadata, file.size());
    return Digest.finish(DigestAlgorithm.SHA256, computation);
  }

  private static void update(MessageDigest computation, FileChannel file, long from, long to)
      throws IOException {
    var buffer = ByteBuffer.allocate(BUFFER);
    for (long at = from; at < to; ) {
      buffer.clear().limit((int) Math.min(BUFFER, to - at));
      int some = file.read(buffer, at);
      if (some <= 0) {
        return;
      }
      at += some;
      computation.update(buffer.flip());
    }
  }

  void write(FileChannel file) throws IOException {
    var bytes = ByteBuffer.allocate(Format.HEAD).order(ByteOrder.BIG_ENDIAN);
    bytes.putLong(MAGIC).putLong(archive).putLong(metadata).putLong(end);
    bytes.put(HexFormat.of().parseHex(digest.hex())).rewind();
    while (bytes.hasRemaining()) {
      file.write(bytes, bytes.position());
    }
  }

  private static Optional<Seal> read(FileChannel file) throws IOException {
    var bytes = ByteBuffer.allocate(Format.HEAD).order(ByteOrder.BIG_ENDIAN);
    while (bytes.hasRemaining() && file.read(bytes, bytes.position()) > 0) {
      // Until it is full, or the file ends.
    }
    if (bytes.flip().remaining() < Format.HEAD || bytes.getLong() != MAGIC) {
      return Optional.empty();
    }
    long archive = bytes.getLong();
    long metadata = bytes.getLong();
    long end = bytes.getLong();
    var hash = new byte[DigestAlgorithm.SHA256.hexLength() / 2];
    bytes.get(hash);
    var digest = new Digest(DigestAlgorithm.SHA256, HexFormat.of().formatHex(hash));
    return Optional.of(new Seal(archive, metadata, end, digest));
  }

  /** What is wrong with a layer's file; empty if nothing is. */
  static Optional<String> damage(FileChannel file, Digest diffId) throws IOException {
    var read = read(file);
    if (read.isEmpty()) {
      return Optional.of("its beginning is overwritten");
    }
    var seal = read.get();
    if (file.size() != seal.end()) {
      return Optional.of("it has " + file.size() + " bytes instead of " + seal.end());
    }
    if (!digest(file, seal.metadata()).equals(seal.digest())) {
      return Optional.of("its directories have changed");
    }
    var computation = diffId.algorithm().start();
    update(computation, file, Format.ARCHIVE, Format.ARCHIVE + seal.archive());
    var actual = Digest.finish(diffId.algorithm(), computation);
    return actual.equals(diffId)
        ? Optional.empty()
        : Optional.of("its archive has the digest " + actual);
  }
}
