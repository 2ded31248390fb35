package dev.jug.engine.files;

import dev.jug.engine.error.EngineException.Invalid;
import dev.jug.engine.request.IdMap;
import dev.jug.image.change.Owner;
import dev.jug.linux.proc.FileIdentity;
import dev.jug.oci.runtime.IdMapping;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the owners of files mean that are reached through a container that runs: this machine sees
 * them by its own ids.
 *
 * @param map null if they mean what they are
 */
public record Ids(@Nullable IdMap map) {
  /** They mean what they are. */
  public static final Ids MACHINE = new Ids(null);

  /** What stands for an id that there is none for (proc_sys_kernel(5), overflowuid). */
  private static final int NOBODY = 65_534;

  /** Whose a file is in the container. */
  Owner inside(Owner outside) {
    return map == null
        ? outside
        : new Owner(inside(map.uids(), outside.uid()), inside(map.gids(), outside.gid()));
  }

  private static int inside(List<IdMapping> ranges, int id) {
    long outside = Integer.toUnsignedLong(id);
    return ranges.stream()
        .filter(range -> outside - range.hostID() >= 0 && outside - range.hostID() < range.size())
        .findFirst()
        .map(range -> (int) (outside - range.hostID() + range.containerID()))
        .orElse(NOBODY);
  }

  /**
   * Whose a file of the container's is on the machine.
   *
   * @throws Invalid if the container has no such id
   */
  public Owner outside(Owner inside) {
    return map == null
        ? inside
        : new Owner(outside(map.uids(), inside.uid()), outside(map.gids(), inside.gid()));
  }

  private static int outside(List<IdMapping> ranges, int id) {
    long inside = Integer.toUnsignedLong(id);
    return ranges.stream()
        .filter(range ->
            inside - range.containerID() >= 0 && inside - range.containerID() < range.size())
        .findFirst()
        .map(range -> (int) (inside - range.containerID() + range.hostID()))
        .orElseThrow(() ->
            new Invalid(
                "Container ID " + inside + " cannot be mapped to a host ID",
                "Its user namespace has no such id; give it more (--userns auto:size=N)."));
  }

  /** Makes files as the container's root: root of the machine is nobody to its file systems. */
  void asRoot(Runnable action) {
    if (map == null) {
      action.run();
      return;
    }
    long uid = map.uids().getFirst().hostID();
    long gid = map.gids().getFirst().hostID();
    FileIdentity.act(uid, gid, action);
  }
}
