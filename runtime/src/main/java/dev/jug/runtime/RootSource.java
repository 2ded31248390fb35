package dev.jug.runtime;

import java.nio.file.Path;
import java.util.List;

/** What becomes the container's root file system. */
public sealed interface RootSource {
  /**
   * A directory as it is; the container writes into it unless the spec's root is read-only.
   *
   * @param path absolute path on the host
   */
  record Directory(Path path) implements RootSource {}

  /**
   * Layers united by overlayfs, mounted in the container's mount namespace only.
   *
   * @param lowers read-only layers, the topmost first, at least one
   * @param view directories in which to look for what these have, the topmost first
   * @param upper empty or used directory that takes the changes
   * @param work empty directory on the same file system as {@code upper}
   * @param volatileUpper whether the kernel may skip syncing, because the changes are thrown away
   *     with the container
   */
  record Overlay(List<Path> lowers, List<Path> view, Path upper, Path work, boolean volatileUpper)
      implements RootSource {
    public Overlay {
      lowers = List.copyOf(lowers);
      view = List.copyOf(view);
    }

    /** Layers that are looked through one after the other. */
    public Overlay(List<Path> lowers, Path upper, Path work, boolean volatileUpper) {
      this(lowers, lowers, upper, work, volatileUpper);
    }
  }
}
