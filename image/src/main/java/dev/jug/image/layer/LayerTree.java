package dev.jug.image.layer;

import java.nio.file.Path;
import java.util.List;

/** The united tree of some layers, for as long as it is open. */
public interface LayerTree extends AutoCloseable {
  /**
   * Read-only directories for overlayfs, the topmost first; they may be names of open descriptors
   * of this process, such as {@code /proc/12/fd/34}.
   */
  List<Path> lowers();

  /**
   * Directories in which what the tree has is found faster, the topmost first: for looking only.
   */
  List<Path> view();

  /** A tree whose directories stay where they are. */
  static LayerTree of(List<Path> lowers, List<Path> view) {
    record Lasting(List<Path> lowers, List<Path> view) implements LayerTree {
      @Override
      public void close() {}
    }
    return new Lasting(List.copyOf(lowers), List.copyOf(view));
  }

  @Override
  void close();
}
