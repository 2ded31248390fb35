package dev.jug.build.exec;

import dev.jug.image.Images;
import dev.jug.image.error.ImageException;
import dev.jug.image.layer.LayerLimits;
import dev.jug.image.tree.Node;
import dev.jug.image.tree.TreeReader;
import dev.jug.image.tree.TreeWriter;
import dev.jug.image.tree.TreeWriter.Whiteouts;
import dev.jug.linux.Fd;
import dev.jug.linux.SysException;
import dev.jug.linux.fs.Entries;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.UUID;

/**
 * Unpacks tar archives, packed in any way that their first bytes tell. What is in them cannot get
 * out of the directory that they are unpacked into.
 *
 * @param images has room for temporary files, and knows how archives are packed
 */
public record Unpacking(Images images) {
  private static final LayerLimits LIMITS = new LayerLimits(1L << 50, 50_000_000);

  /** Opens an archive. */
  @FunctionalInterface
  interface Content {
    InputStream open() throws IOException;
  }

  /** Opens a directory, which may have to be made for that. */
  @FunctionalInterface
  interface Target {
    Fd open() throws IOException;
  }

  /**
   * Unpacks a file if it is an archive.
   *
   * @param name what messages call it
   * @return whether it is one
   */
  boolean unpack(Content content, String name, Target target) throws IOException {
    var copy = images.scratch().resolve("unpack-" + UUID.randomUUID());
    try (var in = content.open();
        var plain = images.plain(in, name)) {
      var tree = read(plain, copy);
      if (tree.children().isEmpty()) {
        return false;
      }
      try (var directory = target.open()) {
        write(tree, copy, directory);
      }
      return true;
    } catch (ImageException _) {
      return false;
    } finally {
      Files.deleteIfExists(copy);
    }
  }

  /**
   * Unpacks a file into a directory that is empty, if it is an archive.
   *
   * @return whether it is one
   */
  public boolean unpackIfArchive(Path file, Path target) throws IOException {
    return unpack(
        () -> Files.newInputStream(file), file.toString(), () -> Entries.directory(target));
  }

  /**
   * Unpacks an archive into a directory that is empty.
   *
   * @throws ImageException if it is broken
   * @throws IOException if the disk, or the stream, fails
   */
  public void unpack(InputStream archive, String name, Path target) throws IOException {
    var copy = images.scratch().resolve("unpack-" + UUID.randomUUID());
    try (var plain = images.plain(archive, name);
        var directory = Entries.directory(target)) {
      write(read(plain, copy), copy, directory);
    } finally {
      Files.deleteIfExists(copy);
    }
  }

  private static Node read(InputStream plain, Path copy) throws IOException {
    try (var channel =
        FileChannel.open(copy, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      return new TreeReader(channel, 0).readPlain(plain, LIMITS);
    }
  }

  private static void write(Node tree, Path copy, Fd target) throws IOException {
    try (var folder = Entries.directory(Objects.requireNonNull(copy.getParent()));
        var contents =
            Entries.file(folder, copy.getFileName().toString().getBytes(StandardCharsets.UTF_8))) {
      new TreeWriter(contents, target, Whiteouts.NONE).writeBelow(tree);
    } catch (SysException e) {
      throw new IOException("cannot unpack: " + e.getMessage(), e);
    }
  }
}
