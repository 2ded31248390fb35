package dev.jug.image.layer.folder;

import dev.jug.image.layer.Chain;
import dev.jug.image.layer.LayerLimits;
import dev.jug.image.layer.LayerTree;
import dev.jug.image.layer.Lowers;
import dev.jug.image.layer.Unions;
import dev.jug.image.tree.TreeWriter.Whiteouts;
import dev.jug.linux.fs.Entries;
import dev.jug.oci.image.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;

/** Keeps each layer as a directory, which overlayfs unites with others. */
public final class OverlayDriver extends FolderDriver {
  private final Unions unions = new Unions();

  /**
   * Layers below a directory, which is made if it is not there.
   *
   * @throws IOException if it cannot be made
   */
  public OverlayDriver(Path folder) throws IOException {
    super(folder);
  }

  @Override
  public String name() {
    return "overlay";
  }

  @Override
  public boolean independent() {
    return true;
  }

  @Override
  public boolean has(Chain chain) {
    return folders.has(chain.top());
  }

  @Override
  public Draft unpack(Chain chain, InputStream archive, LayerLimits limits) throws IOException {
    return folders.unpack(chain.top(), archive, limits, Whiteouts.KEPT, _ -> {});
  }

  @Override
  public LayerTree open(Chain chain) {
    var layers = new ArrayList<Digest>();
    var lowers = new ArrayList<Path>();
    for (var diffId : chain.fromTop()) {
      var lower = folders.require(diffId);
      layers.add(diffId);
      lowers.add(lower);
      if (hidesAll(lower)) {
        break;
      }
    }
    return LayerTree.of(lowers, unions.of(layers, lowers));
  }

  private static boolean hidesAll(Path lower) {
    try (var root = Entries.directory(lower)) {
      return Lowers.hidesAll(root);
    }
  }

  @Override
  public Digest key(Chain chain) {
    return chain.top();
  }

  @Override
  public Withdrawn withdraw(Digest key) throws IOException {
    unions.forget(key);
    return super.withdraw(key);
  }

  @Override
  public void close() {
    unions.close();
  }
}
