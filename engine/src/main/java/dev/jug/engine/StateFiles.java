package dev.jug.engine;

import dev.jug.linux.fs.Tree;
import java.io.IOException;

/** What a container has on the engine's disk. */
final class StateFiles {
  private StateFiles() {}

  /**
   * Deletes it; of a container that has none nothing happens.
   *
   * @throws IOException if the disk does not let it go
   * @throws dev.jug.linux.SysException if the kernel does not
   */
  static void delete(Services services, String id) throws IOException {
    services.layers().release(id);
    Tree.delete(services.layout().filesOf(id, true));
    Tree.delete(services.layout().stateOf(id));
  }
}
