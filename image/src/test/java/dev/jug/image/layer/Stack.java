package dev.jug.image.layer;

import dev.jug.linux.Fd;
import dev.jug.linux.mount.DetachedMount;
import dev.jug.oci.image.Digest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Layers in a driver, and what is seen of them through overlayfs, as in a container. */
record Stack(LayerDriver driver, Path place) {
  Map<String, String> seen(byte[]... layers) throws IOException {
    return seen(List.of(layers));
  }

  Map<String, String> seen(List<byte[]> layers) throws IOException {
    try (var tree = driver.open(unpacked(layers));
        var root = mounted(tree)) {
      return SeenTree.of(root);
    }
  }

  Chain unpacked(List<byte[]> layers) throws IOException {
    var diffIds = new ArrayList<Digest>();
    for (var layer : layers) {
      diffIds.add(Digest.of(layer));
      unpack(new Chain(diffIds), layer);
    }
    return new Chain(diffIds);
  }

  private void unpack(Chain chain, byte[] layer) throws IOException {
    if (driver.has(chain)) {
      return;
    }
    try (var draft = driver.unpack(chain, new ByteArrayInputStream(layer), LayerLimits.DEFAULT)) {
      draft.commit();
    }
  }

  Fd mounted(LayerTree tree) throws IOException {
    var options = new ArrayList<Map.Entry<String, String>>();
    var empty = Files.createDirectories(place.resolve("empty"));
    options.add(Map.entry("lowerdir+", empty.toString()));
    for (var lower : tree.lowers()) {
      options.add(Map.entry("lowerdir+", lower.toString()));
    }
    return DetachedMount.readOnly("overlay", options);
  }
}
