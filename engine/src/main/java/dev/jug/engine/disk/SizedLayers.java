package dev.jug.engine.disk;

import dev.jug.engine.container.Layout;
import dev.jug.engine.request.StorageOptions;
import java.util.List;

/**
 * Layers of containers, for what they change of their images, that take only so much of the disk.
 */
public final class SizedLayers {
  private final Layout layout;

  public SizedLayers(Layout layout) {
    this.layout = layout;
  }

  /**
   * Makes that of a new container, whose state directory exists; one without a limit needs none.
   *
   * @throws dev.jug.engine.error.EngineException if the limit cannot be had here
   */
  public void make(String container, StorageOptions storage) {
    var limit = storage.limit();
    if (limit != null) {
      SizedDirectory.layer(layout.stateOf(container)).make(limit, List.of("upper", "work"));
    }
  }

  /**
   * To be called before a container's state directory is deleted.
   *
   * @throws dev.jug.linux.SysException if the kernel does not let go of it
   */
  public void release(String container) {
    SizedDirectory.layer(layout.stateOf(container)).release();
  }
}
