package dev.jug.image.layer.folder;

import dev.jug.image.layer.Chain;
import dev.jug.image.layer.LayerDriver;
import dev.jug.image.layer.LayerLimits;
import dev.jug.image.layer.LayerTree;
import dev.jug.image.layer.Lowers;
import dev.jug.image.tree.TreeWriter.Whiteouts;
import dev.jug.linux.fs.Entries;
import dev.jug.oci.image.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Keeps each layer as a directory, which overlayfs unites with others. */
public final class OverlayDriver implements LayerDriver {
  private final Folders folders;

  /**
   * Layers below a directory, which is made if it is not there.
   *
   * @throws IOException if it cannot be made
   */
  public OverlayDriver(Path folder) throws IOException {
    this.folders = new Folders(folder);
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
    var lowers = new ArrayList<Path>();
    for (var diffId : chain.fromTop()) {
      var lower = folders.require(diffId);
      lowers.add(lower);
      if (hidesAll(lower)) {
        break;
      }
    }
    return new Tree(lowers);
  }

  private static boolean hidesAll(Path lower) {
    try (var root = Entries.directory(lower)) {
      return Lowers.hidesAll(root);
    }
  }

  private record Tree(List<Path> lowers) implements LayerTree {
    @Override
    public void close() {}
  }

  @Override
  public Digest key(Chain chain) {
    return chain.top();
  }

  @Override
  public List<Digest> stored() throws IOException {
    return folders.stored();
  }

  @Override
  public Withdrawn withdraw(Digest key) throws IOException {
    return folders.withdraw(key);
  }

  @Override
  public long diskSize(Digest key) throws IOException {
    return folders.diskSize(key);
  }

  @Override
  public Optional<String> damage(Chain chain, Archive archive) throws IOException {
    try (var in = archive.open();
        var again = unpack(chain, in, LayerLimits.DEFAULT)) {
      return folders.difference(key(chain), again);
    }
  }

  @Override
  public void clean() throws IOException {
    folders.clean();
  }

  @Override
  public List<Path> dead() throws IOException {
    return folders.dead();
  }

  @Override
  public void close() {}
}
