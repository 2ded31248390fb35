package dev.jug.image.layer.folder;

import dev.jug.image.layer.Chain;
import dev.jug.image.layer.LayerDriver;
import dev.jug.image.layer.LayerLimits;
import dev.jug.oci.image.Digest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What drivers have in common that keep layers as directories. */
abstract sealed class FolderDriver implements LayerDriver permits OverlayDriver, VfsDriver {
  final Folders folders;

  FolderDriver(Path folder) throws IOException {
    this.folders = new Folders(folder);
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
