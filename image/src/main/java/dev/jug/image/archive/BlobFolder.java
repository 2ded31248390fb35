package dev.jug.image.archive;

import dev.jug.image.content.Computation;
import dev.jug.image.error.ImageException;
import dev.jug.image.error.ImageException.Kind;
import dev.jug.image.transfer.ImageTarget.Content;
import dev.jug.linux.fs.AtomicFile.Survives;
import dev.jug.oci.image.Descriptor;
import dev.jug.oci.image.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.function.Function;

/**
 * Blobs as files of a directory: written beside their place, verified, renamed. Thread-safe, and
 * safe with other processes: both write the same bytes.
 *
 * @param names where in the directory a blob lies
 * @param survives what a blob must outlive
 */
public record BlobFolder(Path folder, Function<Digest, Path> names, Survives survives) {
  private static final FileAttribute<?> READABLE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r--r--"));

  /** Where a blob lies, or would. */
  public Path file(Digest digest) {
    return folder.resolve(names.apply(digest));
  }

  /** Whether a blob is there, of this size. */
  public boolean has(Descriptor descriptor) {
    try {
      var file = file(descriptor.digest());
      return Files.isRegularFile(file) && Files.size(file) == descriptor.size();
    } catch (IOException _) {
      return false;
    }
  }

  /**
   * Stores a blob.
   *
   * @throws ImageException if the content is not what the descriptor says
   */
  public void put(Descriptor descriptor, Content content) throws IOException {
    if (has(descriptor)) {
      return;
    }
    write(out -> {
      try (var in = content.open()) {
        copy(descriptor, in, out);
      }
      return descriptor.digest();
    });
  }

  /** Writes the bytes of a blob, and only then may know its name. */
  interface Filling {
    Digest to(OutputStream out) throws IOException;
  }

  /** Writes a blob that nobody sees before it is whole. */
  Digest write(Filling filling) throws IOException {
    Files.createDirectories(folder);
    var temporary = Files.createTempFile(folder, ".blob", ".part", READABLE);
    try {
      Digest digest;
      try (var channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
        digest = filling.to(Channels.newOutputStream(channel));
        if (survives == Survives.MACHINE) {
          channel.force(true);
        }
      }
      var file = file(digest);
      Files.createDirectories(file.resolveSibling("."));
      Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
      return digest;
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  /** Stops at the first byte too many: what claims to be small must not fill the disk. */
  static void copy(Descriptor descriptor, InputStream in, OutputStream out) throws IOException {
    var computation = Computation.start(descriptor.digest().algorithm());
    var buffer = new byte[1 << 16];
    long total = 0;
    for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
      total += count;
      if (total > descriptor.size()) {
        throw wrong(descriptor, "it has more bytes than that");
      }
      computation.update(buffer, 0, count);
      out.write(buffer, 0, count);
    }
    check(descriptor, total, Digest.finish(descriptor.digest().algorithm(), computation));
  }

  /** Refuses what is not what the descriptor says. */
  static void check(Descriptor descriptor, long size, Digest digest) {
    if (size != descriptor.size()) {
      throw wrong(descriptor, "it has " + size + " bytes");
    }
    if (!digest.equals(descriptor.digest())) {
      throw wrong(descriptor, "its content has the digest " + digest);
    }
  }

  private static ImageException wrong(Descriptor descriptor, String what) {
    return new ImageException(
        Kind.CORRUPT,
        "blob " + descriptor.digest() + " of " + descriptor.size() + " bytes: " + what,
        "Fetch it again; if that does not help, its source is damaged.");
  }
}
