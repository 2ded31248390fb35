package dev.jug.engine.spec;

import dev.jug.engine.error.EngineException.Invalid;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where the cgroup of a container is that says where ({@code --cgroup-parent}). */
public final class CgroupPlace {
  private CgroupPlace() {}

  /**
   * The path below the cgroup file systems; null for among those of the engine's other containers.
   *
   * @throws Invalid if the parent leads out of them
   */
  public static @Nullable String of(@Nullable String parent, String id) {
    if (parent == null || parent.isEmpty()) {
      return null;
    }
    var path = Path.of("/").resolve(parent);
    if (!path.equals(path.normalize()) || path.getNameCount() == 0) {
      throw new Invalid("invalid cgroup parent: " + parent, "Example: /batch.");
    }
    return path.resolve(id).toString();
  }
}
