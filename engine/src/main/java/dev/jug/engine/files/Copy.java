package dev.jug.engine.files;

import dev.jug.engine.error.EngineException.Forbidden;
import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.image.change.Owner;
import dev.jug.image.change.TreeArchive;
import dev.jug.image.layer.LayerLimits;
import dev.jug.image.tar.ArchiveWriter;
import dev.jug.image.tar.Name;
import dev.jug.image.tree.TreeReader;
import dev.jug.image.tree.TreeWriter;
import dev.jug.image.tree.TreeWriter.Whiteouts;
import dev.jug.linux.Errno;
import dev.jug.linux.Fd;
import dev.jug.linux.SysException;
import dev.jug.linux.fs.Entries;
import dev.jug.linux.fs.Rooted;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Copies files between roots, with the meaning of {@code docker cp}: into a directory that is
 * there, or under a new name.
 *
 * @param scratch directory for temporary files as large as what is copied
 */
public record Copy(Path scratch) {
  private static final LayerLimits LIMITS = new LayerLimits(1L << 50, 50_000_000);
  private static final int BUFFER = 1 << 16;

  /** The root directory of this machine, as a location (O_PATH) that the caller closes. */
  public static Fd host() {
    return Rooted.directory("/");
  }

  /**
   * Copies.
   *
   * @param follow whether a symbolic link stands for what it leads to
   * @param owner whom the copies shall belong to; null for whom the originals belong to
   * @throws Invalid if the one cannot become the other
   * @throws Forbidden if nothing may be written there
   * @throws IOException if something cannot be read or written
   */
  public void copy(Place from, Place to, boolean follow, @Nullable Owner owner) throws IOException {
    var source = follow ? from.followed() : from;
    boolean isDirectory = isDirectory(source);
    var target = to.status();
    if (target.isEmpty() && to.mustBeDirectory() && !isDirectory) {
      throw new Invalid("destination directory " + to.path() + " must exist", "");
    }
    if (target.isPresent() && !target.get().isDirectory() && isDirectory) {
      throw new Invalid("cannot copy directory", to.path() + " is a file.");
    }
    boolean into = target.isPresent() && target.get().isDirectory();
    var archive = temporary();
    try {
      try (var out = new BufferedOutputStream(Files.newOutputStream(archive), BUFFER)) {
        var owners = owners(source, owner);
        if (into && source.isContent()) {
          writeBelow(source, out, owners);
        } else {
          write(source, into ? from.name() : to.name(), out, owners);
        }
      }
      try (var directory = into ? to.itself() : to.directory()) {
        unpack(archive, directory, to.ids());
      }
    } finally {
      Files.deleteIfExists(archive);
    }
  }

  private static UnaryOperator<Owner> owners(Place source, @Nullable Owner owner) {
    return owner == null ? source.ids()::inside : _ -> owner;
  }

  private static boolean isDirectory(Place source) {
    try (var directory = source.directory()) {
      return Entries.find(directory, source.name().bytes())
          .orElseThrow(source::missing)
          .isDirectory();
    }
  }

  private Path temporary() {
    return scratch.resolve("copy-" + UUID.randomUUID());
  }

  /**
   * Writes a file, or a directory with all that is in it, as a tar archive.
   *
   * @param follow whether a symbolic link stands for what it leads to
   * @throws IOException if something cannot be read or written
   */
  public void read(Place from, boolean follow, OutputStream out) throws IOException {
    var source = follow ? from.followed() : from;
    if (source.isContent()) {
      writeBelow(source, out, source.ids()::inside);
    } else {
      write(source, from.name(), out, source.ids()::inside);
    }
  }

  private static void write(
      Place source, Name called, OutputStream out, UnaryOperator<Owner> owners) throws IOException {
    var writer = new ArchiveWriter(out);
    try (var directory = source.directory()) {
      new TreeArchive(writer, owners, source.parts()).add(directory, source.name(), called);
    }
    writer.finish();
  }

  private static void writeBelow(Place source, OutputStream out, UnaryOperator<Owner> owners)
      throws IOException {
    var writer = new ArchiveWriter(out);
    try (var directory = source.itself()) {
      new TreeArchive(writer, owners, source.parts()).addBelow(directory);
    }
    writer.finish();
  }

  /**
   * Unpacks a tar archive into a directory.
   *
   * @throws Invalid if there is no such directory
   * @throws IOException if something cannot be read or written
   */
  public void write(InputStream archive, Place to) throws IOException {
    if (to.status().isEmpty()) {
      throw to.missing();
    }
    var file = temporary();
    try {
      try (var out = Files.newOutputStream(file)) {
        archive.transferTo(out);
      }
      try (var directory = to.itself()) {
        unpack(file, directory, to.ids());
      }
    } finally {
      Files.deleteIfExists(file);
    }
  }

  private void unpack(Path archive, Fd directory, Ids ids) throws IOException {
    var copy = temporary();
    try (var channel =
            FileChannel.open(copy, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        var in = Files.newInputStream(archive);
        var folder = Entries.directory(scratch)) {
      var tree = new TreeReader(channel, 0).readPlain(in, LIMITS);
      try (var contents = Entries.file(folder, Name.of(copy.getFileName().toString()).bytes())) {
        ids.asRoot(() ->
            new TreeWriter(contents, directory, Whiteouts.NONE, ids::outside).writeBelow(tree));
      }
    } catch (SysException e) {
      if (e.errno() == Errno.EROFS) {
        throw new Forbidden("mounted volume or rootfs is marked read-only", "");
      }
      throw new IOException("cannot copy: " + e.getMessage(), e);
    } finally {
      Files.deleteIfExists(copy);
    }
  }
}
