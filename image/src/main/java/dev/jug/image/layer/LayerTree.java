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
  default List<Path> view() {
    return lowers();
  }

  @Override
  void close();
}
