package dev.jug.image.layer.folder;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jug.image.error.ImageException;
import dev.jug.image.error.ImageException.Kind;
import dev.jug.image.layer.LayerDriver.Draft;
import dev.jug.image.layer.LayerDriver.Withdrawn;
import dev.jug.image.layer.LayerFiles;
import dev.jug.image.layer.LayerLimits;
import dev.jug.image.layer.Staging;
import dev.jug.image.layer.Staging.Begun;
import dev.jug.image.tree.TreeReader;
import dev.jug.image.tree.TreeWriter;
import dev.jug.image.tree.TreeWriter.Whiteouts;
import dev.jug.linux.SysException;
import dev.jug.linux.fs.DiskUsage;
import dev.jug.linux.fs.Entries;
import dev.jug.oci.image.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

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
