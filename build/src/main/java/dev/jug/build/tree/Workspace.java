package dev.jug.build.tree;

import dev.jug.image.Images;
import dev.jug.image.change.LayerArchive;
import dev.jug.image.layer.LayerTree;
import dev.jug.image.make.LayerContent;
import dev.jug.image.make.MadeLayer;
import dev.jug.image.tar.ArchiveWriter;
import dev.jug.linux.Fd;
import dev.jug.linux.SysException;
import dev.jug.linux.fs.Entries;
import dev.jug.linux.fs.OwnedDirectory;
import dev.jug.linux.fs.Rooted;
import dev.jug.linux.mount.DetachedMount;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The tree of some layers with a place for changes on top. What was changed can become a layer;
 * when this is closed it is gone.
 */
public final class Workspace implements AutoCloseable {
  private final LayerTree tree;
  private final OwnedDirectory place;
  private final Fd root;

  private Workspace(LayerTree tree, OwnedDirectory place, Fd root) {
    this.tree = tree;
    this.place = place;
    this.root = root;
  }

  /** Opens one on top of layers, of which there may be none. */
  public static Workspace open(Images images, List<MadeLayer> layers) throws IOException {
    var tree = layers.isEmpty() ? LayerTree.of(List.of(), List.of()) : images.open(layers);
    try {
      var place = OwnedDirectory.in(images.scratch());
      try {
        return new Workspace(tree, place, root(tree, place.path()));
      } catch (IOException | RuntimeException e) {
        place.close();
        throw e;
      }
    } catch (IOException | RuntimeException e) {
      tree.close();
      throw e;
    }
  }

  private static Fd root(LayerTree tree, Path place) throws IOException {
    var upper = Files.createDirectory(place.resolve("upper"));
    if (tree.lowers().isEmpty()) {
      return Rooted.directory(upper.toString());
    }
    var work = Files.createDirectory(place.resolve("work"));
    var options = new ArrayList<Map.Entry<String, String>>();
    tree.lowers().forEach(lower -> options.add(Map.entry("lowerdir+", lower.toString())));
    options.add(Map.entry("upperdir", upper.toString()));
    options.add(Map.entry("workdir", work.toString()));
    try {
      return DetachedMount.writable("overlay", options);
    } catch (SysException e) {
      throw new IOException("cannot unite the layers: " + e.getMessage(), e);
    }
  }

  /** The root, to write, as a location (O_PATH). */
  public Fd root() {
    return root;
  }

  /**
   * What was changed.
   *
   * @param latest no file is said to be newer than that, seconds since 1970
   */
  public LayerContent changes(long latest) {
    return out -> {
      var archive = new ArchiveWriter(out, latest);
      try (var upper = Entries.directory(place.path().resolve("upper"))) {
        new LayerArchive(archive, _ -> false).add(upper);
      }
      archive.finish();
    };
  }

  @Override
  public void close() throws IOException {
    try (tree;
        place) {
      root.close();
    }
  }
}
