package dev.jug.engine.launch;

import dev.jug.engine.host.HostImage;
import dev.jug.engine.host.HostLayers;
import dev.jug.engine.user.RootView;
import dev.jug.image.layer.LayerTree;
import dev.jug.oci.runtime.Mount;
import dev.jug.runtime.RootSource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A container's root file system, not mounted yet.
 *
 * @param source what the runtime mounts
 * @param view the same for reading files now
 * @param system mounts that complete it
 * @param uppers directories for changes, to be made with the owner and mode of what they lie above
 * @param works empty directories that overlayfs wants beside them
 */
record RootFs(
    RootSource source, RootView view, List<Mount> system, List<Upper> uppers, List<Path> works) {
  /**
   * A directory for changes.
   *
   * @param path where it is
   * @param above what it lies above
   */
  record Upper(Path path, Path above) {}

  /** A directory as it is. */
  static RootFs directory(Path path) {
    return new RootFs(
        new RootSource.Directory(path),
        new RootView(List.of(path)),
        List.of(),
        List.of(),
        List.of());
  }

  /** The machine's own system below a layer for changes. */
  static RootFs host(HostImage image, boolean exposeSecrets, Path state, boolean once) {
    var layers = image.layers(exposeSecrets);
    var upper = upper(state);
    var work = work(state);
    var all = new ArrayList<>(List.of(upper));
    all.addAll(layers.lowers());
    var uppers = new ArrayList<>(List.of(new Upper(upper, layers.root())));
    var works = new ArrayList<>(List.of(work));
    var mounts = new ArrayList<Mount>();
    for (var directory : layers.separate()) {
      var part = state.resolve("part" + mounts.size());
      uppers.add(new Upper(part.resolveSibling(part.getFileName() + "-upper"), directory));
      works.add(part.resolveSibling(part.getFileName() + "-work"));
      mounts.add(part(layers, directory, uppers.getLast().path(), works.getLast(), once));
    }
    return new RootFs(
        new RootSource.Overlay(layers.lowers(), upper, work, once),
        new RootView(all),
        mounts,
        uppers,
        works);
  }

  /** Layers of an image below a layer for changes. */
  static RootFs image(LayerTree tree, Path state, boolean once) {
    var upper = upper(state);
    var work = work(state);
    var all = new ArrayList<>(List.of(upper));
    all.addAll(tree.view());
    return new RootFs(
        new RootSource.Overlay(tree.lowers(), tree.view(), upper, work, once),
        new RootView(all),
        List.of(),
        List.of(new Upper(upper, tree.lowers().getFirst())),
        List.of(work));
  }

  /** Where the changes go. */
  static Path upper(Path state) {
    return state.resolve("upper");
  }

  /** What overlayfs wants beside it. */
  static Path work(Path state) {
    return state.resolve("work");
  }

  private static Mount part(
      HostLayers layers, Path directory, Path upper, Path work, boolean once) {
    var lowers =
        layers.below(directory).stream().map(Path::toString).collect(Collectors.joining(":"));
    var options =
        new ArrayList<>(
            List.of("nodev", "lowerdir=" + lowers, "upperdir=" + upper, "workdir=" + work));
    if (once) {
      options.add("volatile");
    }
    return new Mount(directory.toString(), "overlay", "overlay", options);
  }
}
