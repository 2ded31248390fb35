package dev.jug.image.layer.folder;

import dev.jug.image.change.TreeArchive;
import dev.jug.image.layer.Chain;
import dev.jug.image.layer.LayerLimits;
import dev.jug.image.layer.LayerTree;
import dev.jug.image.layer.Staging.Begun;
import dev.jug.image.tar.ArchiveWriter;
import dev.jug.image.tree.TreeWriter.Whiteouts;
import dev.jug.linux.fs.Entries;
import dev.jug.oci.image.Digest;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Keeps each layer as a whole tree: what is below it, and its changes. Slow and large, but it asks
 * nothing of the kernel or the file system.
 */
public final class VfsDriver extends FolderDriver {
  /**
   * Layers below a directory, which is made if it is not there.
   *
   * @throws IOException if it cannot be made
   */
  public VfsDriver(Path folder) throws IOException {
    super(folder);
  }

  @Override
  public String name() {
    return "vfs";
  }

  @Override
  public boolean independent() {
    return false;
  }

  @Override
  public boolean has(Chain chain) {
    return folders.has(chain.id());
  }

  @Override
  public Draft unpack(Chain chain, InputStream archive, LayerLimits limits) throws IOException {
    var parent = chain.parent();
    return folders.unpack(
        chain.id(),
        archive,
        limits,
        Whiteouts.APPLIED,
        begun -> {
          if (!parent.isEmpty()) {
            copy(folders.require(parent.id()), begun);
          }
        });
  }

  /** By way of an archive, which has all that a tree has. */
  private static void copy(Path from, Begun begun) throws IOException {
    var archive = begun.place().resolve("below");
    try (var out = new BufferedOutputStream(Files.newOutputStream(archive), 1 << 16);
        var parent = Entries.directory(from)) {
      var writer = new ArchiveWriter(out);
      new TreeArchive(writer).add(parent);
      writer.finish();
    }
    try (var in = Files.newInputStream(archive)) {
      Folders.write(begun, in, LayerLimits.DEFAULT, Whiteouts.APPLIED);
    }
    Files.delete(archive);
  }

  @Override
  public LayerTree open(Chain chain) {
    var tree = List.of(folders.require(chain.id()));
    return LayerTree.of(tree, tree);
  }

  @Override
  public Digest key(Chain chain) {
    return chain.id();
  }
}
