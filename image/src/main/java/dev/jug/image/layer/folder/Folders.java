package dev.jug.image.layer.folder;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jug.image.change.TreeArchive;
import dev.jug.image.error.ImageException;
import dev.jug.image.error.ImageException.Kind;
import dev.jug.image.layer.LayerDriver.Draft;
import dev.jug.image.layer.LayerDriver.Withdrawn;
import dev.jug.image.layer.LayerFiles;
import dev.jug.image.layer.LayerLimits;
import dev.jug.image.layer.Staging;
import dev.jug.image.layer.Staging.Begun;
import dev.jug.image.tar.ArchiveWriter;
import dev.jug.image.tree.TreeReader;
import dev.jug.image.tree.TreeWriter;
import dev.jug.image.tree.TreeWriter.Whiteouts;
import dev.jug.linux.SysException;
import dev.jug.linux.fs.DiskUsage;
import dev.jug.linux.fs.Entries;
import dev.jug.linux.fs.Stat;
import dev.jug.oci.image.Digest;
import dev.jug.oci.image.DigestAlgorithm;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.util.List;
import java.util.Optional;

/** Directories with layers in them, by name. */
final class Folders {
  private final LayerFiles files;
  private final Staging staging;

  Folders(Path folder) throws IOException {
    this.files = new LayerFiles(Files.createDirectories(folder));
    this.staging = new Staging(folder.resolveSibling(folder.getFileName() + ".new"));
  }

  Path folder(Digest key) {
    return files.of(key);
  }

  boolean has(Digest key) {
    return Files.isDirectory(folder(key));
  }

  /** Fills an empty directory before the layer's own entries come. */
  @FunctionalInterface
  interface Preparation {
    void fill(Begun begun) throws IOException;
  }

  Draft unpack(
      Digest key,
      InputStream archive,
      LayerLimits limits,
      Whiteouts whiteouts,
      Preparation preparation)
      throws IOException {
    var begun = staging.begin();
    try {
      Files.createDirectory(begun.result());
      preparation.fill(begun);
      write(begun, archive, limits, whiteouts);
      sync(begun);
      return begun.of(folder(key));
    } catch (SysException e) {
      begun.close();
      throw new IOException("cannot unpack a layer: " + e.getMessage(), e);
    } catch (IOException | RuntimeException e) {
      begun.close();
      throw e;
    }
  }

  /** Unpacks an archive into the draft's directory. */
  static void write(Begun begun, InputStream archive, LayerLimits limits, Whiteouts whiteouts)
      throws IOException {
    var copy = begun.place().resolve("archive");
    try (var channel =
        FileChannel.open(copy, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      var tree = new TreeReader(channel, 0).read(archive, limits);
      try (var place = Entries.directory(begun.place());
          var packed = Entries.file(place, copy.getFileName().toString().getBytes(UTF_8));
          var root = Entries.directory(begun.result())) {
        new TreeWriter(packed, root, whiteouts).write(tree);
      }
    } finally {
      Files.deleteIfExists(copy);
    }
  }

  /** Once the copy of the archive is gone, which need not reach the disk. */
  private static void sync(Begun begun) {
    try (var root = Entries.directory(begun.result())) {
      Entries.sync(root);
    }
  }

  Path require(Digest key) {
    if (!has(key)) {
      throw new ImageException(
          Kind.NOT_FOUND, "layer " + key + " is not unpacked", "Pull the image again.");
    }
    return folder(key);
  }

  List<Digest> stored() throws IOException {
    return files.stored();
  }

  /** How a layer that is there differs from what has just been unpacked; empty if it does not. */
  Optional<String> difference(Digest key, Draft again) throws IOException {
    var expected = digest(again.result());
    return has(key) && !digest(folder(key)).equals(expected)
        ? Optional.of("it is not what its blob unpacks to")
        : Optional.empty();
  }

  /** Of all that is in a directory; not of its own time, which no archive need tell. */
  private static Digest digest(Path folder) throws IOException {
    var computation = DigestAlgorithm.SHA256.start();
    computation.update(Stat.of(folder).toString().getBytes(UTF_8));
    try (var out = new DigestOutputStream(OutputStream.nullOutputStream(), computation);
        var root = Entries.directory(folder)) {
      var writer = new ArchiveWriter(out);
      new TreeArchive(writer).addBelow(root);
      writer.finish();
    }
    return Digest.finish(DigestAlgorithm.SHA256, computation);
  }

  Withdrawn withdraw(Digest key) throws IOException {
    return staging.withdraw(folder(key));
  }

  List<Path> dead() throws IOException {
    return staging.dead();
  }

  long diskSize(Digest key) throws IOException {
    return has(key) ? new DiskUsage().below(folder(key)) : 0;
  }

  void clean() throws IOException {
    staging.clean();
  }
}
